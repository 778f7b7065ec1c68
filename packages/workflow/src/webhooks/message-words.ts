import type { WebhookPayload } from './port.ts'

const TITLES: Record<WebhookPayload['type'], string> = {
  'execution.waiting_for_input': 'asks',
  'execution.completed': 'has completed',
  'execution.failed': 'has failed',
  'execution.cancelled': 'was cancelled',
}

/** One line for people: `review asks (Shop)`. */
export function titleOf({ execution: { projectName, skill }, type }: WebhookPayload): string {
  return `${skill} ${TITLES[type]} (${projectName})`
}

/** What there is to say beyond the title; empty when there is nothing. */
export function detailOf({ execution: { errorCode }, questions, type }: WebhookPayload): string {
  if (type === 'execution.failed') return errorCode ?? ''
  return (questions ?? []).map(describeQuestion).join('\n\n')
}

function describeQuestion({ header, options, question }: NonNullable<WebhookPayload['questions']>[number]) {
  const lines = [header === undefined ? question : `${header}: ${question}`]
  return [...lines, ...options.map(({ label }) => `• ${label}`)].join('\n')
}

/** Cuts between characters, at so many bytes of UTF-8 at most. */
export function cutToBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  let kept = ''
  let size = Buffer.byteLength('…')
  for (const character of text) {
    size += Buffer.byteLength(character)
    if (size > bytes) break
    kept += character
  }
  return `${kept}…`
}
