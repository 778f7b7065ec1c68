/** The `tabIndex` of a region that scrolls: without it a keyboard could not scroll it. */
export const FOCUSABLE = 0
