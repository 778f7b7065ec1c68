import { expect, it } from 'vitest'
import type { Skill } from '@specflow/workflow/schema'
import { groupSkills, searchSkills } from '../../../src/features/project/group-skills.ts'

const skill = (name: string, source: Skill['source'], more: Partial<Skill> = {}): Skill => ({
  name,
  source,
  description: `Does ${name}.`,
  ...more,
})

const SKILLS = [
  skill('team:flow:plan', 'project'),
  skill('review', 'project', { argumentHint: '<branch>' }),
  skill('notes', 'user'),
  skill('team:test', 'project'),
]

it('groups by source and namespace, those without one first', () => {
  expect(groupSkills(SKILLS).map(({ title, skills }) => [title, skills.map(({ name }) => name)])).toEqual([
    ['From the project', ['review']],
    ['From the project: team', ['team:test']],
    ['From the project: team:flow', ['team:flow:plan']],
    ['From your user folder', ['notes']],
  ])
})

it.each([
  ['', ['team:flow:plan', 'review', 'notes', 'team:test']],
  ['  TEAM plan ', ['team:flow:plan']],
  ['branch', ['review']],
  ['does notes', ['notes']],
  ['nothing', []],
])('finds by %j', (text, names) => {
  expect(searchSkills(SKILLS, text).map(({ name }) => name)).toEqual(names)
})
