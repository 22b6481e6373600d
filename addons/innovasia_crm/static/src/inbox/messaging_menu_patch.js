import { MessagingMenu } from "@mail/core/public_web/messaging_menu";

import { WaitingTime } from "@innovasia_crm/inbox/waiting_time";

Object.assign(MessagingMenu.components, { WaitingTime });
