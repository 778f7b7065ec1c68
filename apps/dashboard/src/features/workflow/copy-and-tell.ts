import { toast } from '../../lib/toast.ts'
import { copyText } from '../../lib/copy-text.ts'

/** `what` is how a sentence about it begins, such as "The link". */
export async function copyAndTell(what: string, text: string): Promise<void> {
  if (await copyText(text)) toast.success(`${what} is in the clipboard.`)
}
