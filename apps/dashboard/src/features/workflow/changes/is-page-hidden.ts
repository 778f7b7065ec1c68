/** `false` while the server renders the page: there it is for somebody to see. */
export function isPageHidden(): boolean {
  return typeof document !== 'undefined' && document.visibilityState === 'hidden'
}
