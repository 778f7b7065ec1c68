import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SkillCatalog, SkillDefinition } from '../../src/skills/port.ts'
import { refusalOf } from '../support/refusals.ts'

export interface CatalogHarness {
  catalog: SkillCatalog
  projectPath: string
}

/** What every catalogue promises. `makeHarness` makes a project that has exactly these skills. */
export function describeCatalogContract(
  name: string,
  makeHarness: (skills: readonly SkillDefinition[]) => Promise<CatalogHarness>,
): void {
  const slash = (skill: string): SkillDefinition => ({
    name: skill,
    description: `Does ${skill}`,
    source: 'project',
    invocation: 'slash',
  })

  describe(name, () => {
    it('lists the skills of a project and finds each by its name', async () => {
      const hinted: SkillDefinition = { ...slash('team:review'), argumentHint: '<file>' }
      const inline: SkillDefinition = {
        ...slash('forked'),
        invocation: 'inline',
        body: 'Do it.\n\nAll of it.',
      }
      const { catalog, projectPath } = await makeHarness([hinted, inline])
      const byName = new Map((await catalog.list(projectPath)).map((skill) => [skill.name, skill]))
      expect(byName).toEqual(new Map([hinted, inline].map((skill) => [skill.name, skill])))
      expect(await catalog.find(projectPath, 'team:review')).toEqual(hinted)
      expect(await catalog.find(projectPath, 'forked')).toEqual(inline)
    })

    it('refuses an unknown skill with at most three of the nearest names', async () => {
      const skills = ['review', 'preview', 'reviews', 'reviewed', 'deploy'].map(slash)
      const { catalog, projectPath } = await makeHarness(skills)
      const refusal = await refusalOf(catalog.find(projectPath, 'reveiw'))
      expect(refusal).toMatchObject({
        code: 'SKILL_NOT_FOUND',
        details: { nearest: ['review', 'preview', 'reviews'] },
      })
      expect(refusal.message).toContain('"reveiw"')
      expect(refusal.message).toContain('review, preview, reviews')
    })

    it('names no skill that is far from what was asked', async () => {
      const { catalog, projectPath } = await makeHarness([slash('deploy')])
      const refusal = await refusalOf(catalog.find(projectPath, 'summarize'))
      expect(refusal.details).toEqual({ nearest: [] })
    })

    it('finds a name only as it is written', async () => {
      const { catalog, projectPath } = await makeHarness([slash('review')])
      const refusal = await refusalOf(catalog.find(projectPath, 'Review'))
      expect(refusal.details).toEqual({ nearest: ['review'] })
    })

    it('says where to put the first skill of a project', async () => {
      const { catalog, projectPath } = await makeHarness([])
      expect(await catalog.list(projectPath)).toEqual([])
      const refusal = await refusalOf(catalog.find(projectPath, 'review'))
      expect(refusal).toMatchObject({ code: 'SKILL_NOT_FOUND', details: { nearest: [] } })
      expect(refusal.message).toContain(join(projectPath, '.claude', 'skills', '<name>', 'SKILL.md'))
    })
  })
}
