/** Show the QRIS code once it is there; without one, the page is only about the transfer. */
export function showCode(page) {
    const image = page.querySelector(".qr img[data-src]");
    if (image) {
        image.addEventListener("load", () => (image.closest("figure").hidden = false));
        image.src = image.dataset.src;
    }
}
