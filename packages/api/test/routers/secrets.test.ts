import { expect, test } from 'vitest'
import { createTestCaller } from '../support/caller.ts'
import { project } from '../support/service.ts'

const KEY = 'sk-ant-api03-0123456789abcdef'

test('no answer of a procedure has a secret of a known shape in it', async () => {
  const skills = [{ name: 'weed', description: `Weeds with ${KEY}.`, source: 'project' as const }]
  const { caller } = createTestCaller({ listSkills: () => Promise.resolve(skills) })

  await expect(caller.project.skills({ projectId: project.id })).resolves.toEqual({
    skills: [{ ...skills[0], description: 'Weeds with [redacted key].' }],
  })
})

test('what a caller asks with stays as it is, whatever it looks like', async () => {
  const named = {
    ...project,
    id: 'sk-learn-examples-for-everybody',
    path: '/srv/sk-learn-examples-for-everybody',
  }
  const { caller } = createTestCaller({ getProject: () => Promise.resolve(named) })

  await expect(caller.project.get({ projectId: named.id })).resolves.toEqual(named)
})
