/** Calls back now and whenever something was put into the page's head or changed there; answers how to stop. */
export function whenHeadChanges(apply: () => void): () => void {
  const observer = new MutationObserver(apply)
  observer.observe(document.head, { subtree: true, childList: true, characterData: true })
  apply()
  return () => {
    observer.disconnect()
  }
}
