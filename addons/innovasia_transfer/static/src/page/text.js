/** What the page says in the customer's language; it stands in the page itself. */
export function text(name) {
    return document.getElementById(`text-${name}`).textContent;
}
