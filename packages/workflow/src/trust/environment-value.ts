import { isSecretName, redactSecrets } from '../redact.ts'

const SWITCH = /^(?:true|false|\d{1,9})$/i

/** What may be shown of a variable: switches, numbers, models, and where an address leads. Everything else is hidden. */
export function shownEnvironmentValue(name: string, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (isSecretName(name)) return 'hidden'
  if (SWITCH.test(text)) return text
  const address = addressOf(text)
  if (address !== undefined) return address
  return name.endsWith('_MODEL') ? redactSecrets(text) : 'hidden'
}

/** Without user, password, query and fragment, which may be secret. */
export function addressOf(text: string): string | undefined {
  if (!/^(?:https?|wss?):\/\//i.test(text) || !URL.canParse(text)) return undefined
  const { host, pathname, protocol } = new URL(text)
  return redactSecrets(`${protocol}//${host}${pathname === '/' ? '' : pathname}`)
}
