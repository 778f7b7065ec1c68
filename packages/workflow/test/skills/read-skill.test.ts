import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SkillDefinition } from '../../src/skills/port.ts'
import { readSkill } from '../../src/skills/read-skill.ts'
import { writeFiles } from '../support/files.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

async function read(text: string): Promise<SkillDefinition | undefined> {
  const directory = temporaryDirectory()
  writeFiles(directory, { 'x.md': text })
  return readSkill({ name: 'x', source: 'project', path: join(directory, 'x.md') })
}

describe('the description of a skill', () => {
  it.each([
    ['comes from the front-matter', '---\ndescription: "Says: it"\n---\nBody', 'Says: it'],
    ['may be folded over lines', '---\ndescription: >\n  One\n  two.\n---\nBody', 'One two.'],
    ['may come from a file of another system', '\uFEFF---\r\ndescription: One\r\n---\r\nBody', 'One'],
    [
      'is else the first line that says something',
      '\n\n  # Review the *diff*  \n\nMore',
      'Review the *diff*',
    ],
    ['is the first line below a front-matter without one', '---\nmodel: opus\n---\n\nBody', 'Body'],
    ['is the first line below an empty front-matter', '---\n---\nBody', 'Body'],
    ['is the first line below an empty one of spaces', '---  \n \n--- \nBody', 'Body'],
    ['is nothing for an empty file', '', ''],
    ['keeps to one line', `---\ndescription: "a\\n\\tb"\n---\n`, 'a b'],
    ['is a number if it says so', '---\ndescription: 42\n---\n', '42'],
    [
      'survives a head that is no YAML',
      '---\ndescription: Fix: it\nargument-hint: [a] [b]\n---\nBody',
      'Fix: it',
    ],
    [
      'owns up to a head that says nothing',
      '---\n: : [\n---\nBody',
      'The front-matter of its file cannot be read.',
    ],
    [
      'owns up to a head that is a list',
      '---\n- a\n---\nBody',
      'The front-matter of its file cannot be read.',
    ],
    [
      'owns up to a head that never ends',
      '---\ndescription: One\n',
      'The front-matter of its file cannot be read.',
    ],
    [
      'runs nothing that the head asks for',
      '---\ndescription: !!js/function "function(){}"\n---\n',
      'function(){}',
    ],
  ])('%s', async (_, text, description) => {
    expect(await read(text)).toMatchObject({ description, invocation: 'slash' })
  })

  it('is bounded, and cut between characters', async () => {
    expect((await read('🌲'.repeat(300)))?.description).toBe(`${'🌲'.repeat(199)}…`)
    expect((await read(`---\ndescription: ${'x'.repeat(5_000)}\n---\n`))?.description).toHaveLength(1_024)
  })

  it('does not grow with references that multiply', async () => {
    const lists = Array.from(
      { length: 12 },
      (_, at) => `l${String(at + 1)}: &l${String(at + 1)} [*l${String(at)}, *l${String(at)}]`,
    )
    const text = `---\nl0: &l0 [x, x]\n${lists.join('\n')}\ndescription: *l12\n---\nBody`
    expect((await read(text))?.description).toBe('*l12')
  })
})

describe('the argument hint of a skill', () => {
  it.each([
    ['argument-hint: <file>', '<file>'],
    ['argument-hint: [file]', '[file]'],
    ['argument-hint: [a] [b]', '[a] [b]'],
    ['argument-hint: "[a] [b]"', '[a] [b]'],
    ['argument-hint:', undefined],
    ['model: opus', undefined],
  ])('%j is %j', async (line, hint) => {
    expect((await read(`---\n${line}\n---\nBody`))?.argumentHint).toBe(hint)
  })
})

describe('the invocation of a skill', () => {
  it.each([
    ['context: fork', 'inline'],
    ['user-invocable: false', 'inline'],
    ['user-invocable: "false"\nhint: [a] [b]', 'inline'],
    ['user-invocable: true', 'slash'],
    ['context: main', 'slash'],
  ])('with %j is %s', async (line, invocation) => {
    const skill = await read(`---\n${line}\n---\n\nFirst.\n\nSecond.\n`)
    expect(skill?.invocation).toBe(invocation)
    expect(skill?.body).toBe(invocation === 'inline' ? 'First.\n\nSecond.' : undefined)
  })
})

it('a file that is not there is no skill', async () => {
  const path = join(temporaryDirectory(), 'x.md')
  expect(await readSkill({ name: 'x', source: 'user', path })).toBeUndefined()
})
