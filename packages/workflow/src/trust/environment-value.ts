import { isSecretName } from '../redact.ts'
import { shownText } from './shown-text.ts'

/** What these hold decides which code runs. */
const RUNS_CODE =
  /^(?:PATH|NODE_OPTIONS|NODE_PATH|BASH_ENV|ENV|SHELL|EDITOR|PAGER|LD_.+|DYLD_.+|PYTHON(?:PATH|STARTUP)|PERL5OPT|RUBYOPT|JAVA_TOOL_OPTIONS|GIT_.+)$/

const SWITCH = /^(?:true|false|\d{1,9})$/i

/** What may be shown of a variable: switches, numbers, models, what loads code, and where an address leads. Everything else is hidden. */
export function shownEnvironmentValue(name: string, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (isSecretName(name)) return 'hidden'
  if (SWITCH.test(text)) return text
  const address = addressOf(text)
  if (address !== undefined) return address
  return name.endsWith('_MODEL') || RUNS_CODE.test(name) ? shownText(text) : 'hidden'
}

/** Without user, password, query and fragment, which may be secret. */
export function addressOf(text: string): string | undefined {
  if (!/^(?:https?|wss?):\/\//i.test(text) || !URL.canParse(text)) return undefined
  const { host, pathname, protocol } = new URL(text)
  return shownText(`${protocol}//${host}${pathname === '/' ? '' : pathname}`)
}
