import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface ProjectFiles {
  /** By skill name, the body of its SKILL.md. */
  skills?: Readonly<Record<string, string>>
}

const REVIEW = { review: 'Review what the arguments name.' }

/** Makes a project directory with skills in it below `parent`; answers its path. */
export async function createProject(
  parent: string,
  name: string,
  { skills = REVIEW }: ProjectFiles = {},
): Promise<string> {
  const path = join(parent, name)
  await mkdir(path, { recursive: true })
  for (const [skill, body] of Object.entries(skills)) {
    const folder = join(path, '.claude/skills', skill)
    await mkdir(folder, { recursive: true })
    await writeFile(
      join(folder, 'SKILL.md'),
      `---\nname: ${skill}\ndescription: The ${skill} skill of a test.\n---\n\n${body}\n`,
    )
  }
  return path
}
