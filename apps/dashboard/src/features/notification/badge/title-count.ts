import { whenHeadChanges } from './when-head-changes.ts'

/** Keeps a number in front of the title, `(2) History`, whichever page is gone to; answers how to take it away. */
export function keepTitleCount(count: number): () => void {
  let plain = ''
  let written: string | undefined
  const stop = whenHeadChanges(() => {
    if (document.title === written) return
    plain = document.title
    document.title = `(${String(count)}) ${plain}`
    // What is read is not always what was written: white space is put together.
    written = document.title
  })
  return () => {
    stop()
    if (document.title === written) document.title = plain
  }
}
