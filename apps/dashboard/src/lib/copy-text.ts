import { toast } from './toast.ts'

/** Answers whether it is in the clipboard now: a browser may forbid that, and has none on an address without TLS. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    toast.error('The browser does not let this page copy.')
    return false
  }
}
