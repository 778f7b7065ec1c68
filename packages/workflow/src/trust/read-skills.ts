import type { SkillDefinition } from '../skills/port.ts'
import type { BroughtSource } from './brought-source.ts'
import { shownText } from './shown-text.ts'

/** The hooks that skills of the project bring with them, and skills whose head is not known. What a skill says is none of this. Pure. */
export function readSkillHooks(skills: readonly SkillDefinition[]): BroughtSource[] {
  return skills
    .filter(({ source }) => source === 'project')
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ hooks, name, unread }): BroughtSource[] => {
      const file = `skill ${name}`
      if (unread !== undefined) {
        const brings = [{ kind: 'unreadable' as const, name, detail: unread.reason, file }]
        return [{ file, brings, content: `unread ${unread.mark}` }]
      }
      if (hooks === undefined) return []
      return [{ file, brings: [{ kind: 'hook', name, detail: shownText(hooks), file }], content: hooks }]
    })
}
