import { ConversationPreview } from "@innovasia_whatsapp/sidebar/conversation_preview";

import { patch } from "@web/core/utils/patch";

patch(ConversationPreview.prototype, {
    /** What a waiting customer asked, not the greeting that followed it. */
    get message() {
        const { thread } = this.props;
        const asked =
            thread.waUnanswered &&
            thread.newestPersistentAllMessages.find((message) =>
                message.author_id?.eq(thread.wa_partner_id)
            );
        return asked || super.message;
    },
});
