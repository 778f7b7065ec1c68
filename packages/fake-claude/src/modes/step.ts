import { FAKE_CLAUDE_MODES, type FakeClaudeMode, type ModeOfRole, type ModeRole } from './catalog.ts'

/** One mode of a step. `argument` is absent for a mode that takes none. */
export interface Mode<Name extends FakeClaudeMode = FakeClaudeMode> {
  name: Name
  argument?: string
}

/** What one run does: modes joined by `+`. */
export type Step = readonly Mode[]

/** The modes of a role in a step, in the order in which they were written. */
export function modesOf<Role extends ModeRole>(step: Step, role: Role): Mode<ModeOfRole<Role>>[] {
  return step.filter((mode): mode is Mode<ModeOfRole<Role>> => FAKE_CLAUDE_MODES[mode.name].role === role)
}

/** The mode of a role of which a step has at most one. */
export function modeOf<Role extends ModeRole>(step: Step, role: Role): Mode<ModeOfRole<Role>> | undefined {
  return modesOf(step, role)[0]
}

export function has(step: Step, name: FakeClaudeMode): boolean {
  return step.some((mode) => mode.name === name)
}

/** The argument as a number; a parsed script has only arguments that fit. */
export function numberOf(mode: Mode): number {
  return Number(mode.argument)
}

export function formatStep(step: Step): string {
  return step.map(({ name, argument }) => (argument === undefined ? name : `${name}:${argument}`)).join('+')
}
