import { join } from 'node:path'
import { WorkflowError } from '../errors.ts'
import { nearestNames } from './nearest-names.ts'
import type { SkillDefinition } from './port.ts'

/** The skill of that name. Throws `SKILL_NOT_FOUND` with the nearest names, or with the place where the first one goes. */
export function pickSkill(
  skills: readonly SkillDefinition[],
  name: string,
  projectPath: string,
): SkillDefinition {
  const skill = skills.find((candidate) => candidate.name === name)
  if (skill) return skill
  const nearest = nearestNames(
    name,
    skills.map((candidate) => candidate.name),
  )
  throw new WorkflowError(
    'SKILL_NOT_FOUND',
    `There is no skill ${JSON.stringify(name)} here. ${remedy(skills.length, nearest, projectPath)}`,
    { details: { nearest } },
  )
}

function remedy(count: number, nearest: readonly string[], projectPath: string): string {
  if (count === 0) {
    const skill = join(projectPath, '.claude', 'skills', '<name>', 'SKILL.md')
    const command = join(projectPath, '.claude', 'commands', '<name>.md')
    return `The project has none yet: put one at ${skill}, or a command at ${command}.`
  }
  if (nearest.length > 0) return `The nearest: ${nearest.join(', ')}.`
  return `List the skills of the project to see what there is (${String(count)}).`
}
