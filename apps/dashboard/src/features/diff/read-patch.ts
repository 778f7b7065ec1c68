import parseDiff from 'parse-diff'

export interface PatchLine {
  /** `gap` stands for what is left out between two parts of a file, `note` is said by git. */
  kind: 'added' | 'deleted' | 'same' | 'gap' | 'note'
  text: string
  oldNumber?: number
  newNumber?: number
}

/** The lines of a patch of one file as git writes it. Of one that was cut the last line may be half, and is left out. */
export function readPatch(patch: string, { isTruncated }: { isTruncated: boolean }): PatchLine[] {
  const end = patch.endsWith('\n') || isTruncated ? Math.max(0, patch.lastIndexOf('\n')) : patch.length
  // What became another kind of file, such as a link, is two patches.
  return parseDiff(patch.slice(0, end))
    .flatMap(({ chunks }) => chunks)
    .flatMap(({ changes, content }) => [{ kind: 'gap', text: content }, ...changes.map(toLine)])
}

function toLine(change: parseDiff.Change): PatchLine {
  const { content } = change
  if (content.startsWith('\\')) return { kind: 'note', text: content.slice(2) }
  const text = content.slice(1)
  switch (change.type) {
    case 'add':
      return { kind: 'added', text, newNumber: change.ln }
    case 'del':
      return { kind: 'deleted', text, oldNumber: change.ln }
    case 'normal':
      return { kind: 'same', text, oldNumber: change.ln1, newNumber: change.ln2 }
  }
}
