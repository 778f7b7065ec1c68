import { join } from 'node:path'
import { findSkillFiles } from './find-skill-files.ts'
import { pickSkill } from './pick-skill.ts'
import type { SkillCatalog, SkillDefinition } from './port.ts'
import { readSkill } from './read-skill.ts'

export interface FileCatalogOptions {
  /** The user's own folder of the agent, which holds `skills` and `commands`. */
  userDirectory: string
}

/**
 * What the agent would find, read anew for every call: of several with one name the project's comes before the
 * user's, and a skill before a command.
 */
export function createFileCatalog({ userDirectory }: FileCatalogOptions): SkillCatalog {
  const list = async (projectPath: string) => {
    const project = await findSkillFiles(join(projectPath, '.claude'), 'project')
    const user = await findSkillFiles(userDirectory, 'user')
    const skills = new Map<string, SkillDefinition>()
    for (const file of [...project.files, ...user.files]) {
      const skill = skills.has(file.name) ? undefined : await readSkill(file)
      if (skill) skills.set(skill.name, skill)
    }
    return [...skills.values()]
  }

  return {
    list,
    find: async (projectPath, name) => pickSkill(await list(projectPath), name, projectPath),
  }
}
