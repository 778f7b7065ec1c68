import { join, relative } from 'node:path'
import { markFiles, markOfTooMuch } from '../files/file-mark.ts'
import { findSkillFiles, type LeftOut } from '../skills/find-skill-files.ts'
import { readSkill } from '../skills/read-skill.ts'
import type { BroughtSource } from './brought-source.ts'
import { shownText } from './shown-text.ts'
import { unreadSource } from './unread-source.ts'

/** What may be skills and commands of the project for the agent, and is in no list of them here. */
export async function readUnlistedSkills(projectPath: string): Promise<BroughtSource[]> {
  const { leftOut } = await findSkillFiles(join(projectPath, '.claude'), 'project')
  const sources: BroughtSource[] = []
  for (const left of leftOut) sources.push(...(await readLeftOut(relative(projectPath, left.path), left)))
  return sources
}

async function readLeftOut(file: string, left: LeftOut): Promise<BroughtSource[]> {
  if (left.kind === 'unread') {
    const mark = left.paths === undefined ? markOfTooMuch() : await markFiles(left.paths)
    return [unreadSource(file, left.reason, mark)]
  }
  const skill = await readSkill({ name: file, source: 'project', path: left.path })
  if (skill?.unread) return [unreadSource(file, skill.unread.reason, skill.unread.mark)]
  if (skill?.hooks === undefined) return []
  const shown = shownText(file)
  const brings = [{ kind: 'hook' as const, name: shown, detail: shownText(skill.hooks), file: shown }]
  return [{ file, brings, content: skill.hooks }]
}
