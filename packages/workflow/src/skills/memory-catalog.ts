import { pickSkill } from './pick-skill.ts'
import type { SkillCatalog, SkillDefinition } from './port.ts'

/** The skills that it was given, by the path of their project, and none for any other. */
export function createMemoryCatalog(
  skillsByProjectPath: Readonly<Record<string, readonly SkillDefinition[]>>,
): SkillCatalog {
  const list = (projectPath: string) =>
    (skillsByProjectPath[projectPath] ?? []).map((skill) => structuredClone(skill))

  return {
    list: (projectPath) => Promise.resolve(list(projectPath)),
    find: async (projectPath, name) => Promise.resolve(pickSkill(list(projectPath), name, projectPath)),
  }
}
