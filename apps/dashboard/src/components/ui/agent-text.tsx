import { classNames } from '../../lib/class-names.ts'

/**
 * Words of the agent's, or of a person to it. Always plain text: whatever they contain is shown, never interpreted, and
 * nothing in them can be clicked.
 */
export function AgentText({ text, className }: { text: string; className?: string }) {
  return <p className={classNames('whitespace-pre-wrap wrap-anywhere leading-relaxed', className)}>{text}</p>
}
