import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFileCatalog } from '../../src/skills/file-catalog.ts'
import type { SkillDefinition } from '../../src/skills/port.ts'
import { writeFiles } from '../support/files.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { describeCatalogContract } from './catalog-contract.ts'

describeCatalogContract('file catalogue', (skills) => {
  const harness = projectWith(Object.fromEntries(skills.map((skill) => [fileOf(skill), textOf(skill)])))
  return Promise.resolve(harness)
})

/** A project with these files in its `.claude`, and a user with those in theirs. */
function projectWith(projectFiles: Record<string, string>, userFiles: Record<string, string> = {}) {
  const [projectPath, userDirectory] = [temporaryDirectory(), temporaryDirectory()]
  writeFiles(join(projectPath, '.claude'), projectFiles)
  writeFiles(userDirectory, userFiles)
  return { catalog: createFileCatalog({ userDirectory }), projectPath, userDirectory }
}

function fileOf({ name }: SkillDefinition): string {
  return name.includes(':') ? `commands/${name.replaceAll(':', '/')}.md` : `skills/${name}/SKILL.md`
}

function textOf({ argumentHint, body = 'Text.', description, invocation }: SkillDefinition): string {
  const hint = argumentHint === undefined ? '' : `argument-hint: ${argumentHint}\n`
  const fork = invocation === 'inline' ? 'context: fork\n' : ''
  return `---\ndescription: ${description}\n${hint}${fork}---\n\n${body}\n`
}

describe('names', () => {
  it('are those of folders of skills and of files of commands, sub-folders as name spaces', async () => {
    const { catalog, projectPath } = projectWith({
      'skills/flow.design/SKILL.md': '---\nname: something-else\n---\nDesign.',
      'commands/deploy.md': 'Deploy.',
      'commands/team/review.md': 'Review.',
      'commands/a/b/c.md': 'Deep.',
    })
    const names = (await catalog.list(projectPath)).map(({ name }) => name)
    expect(names).toEqual(['flow.design', 'a:b:c', 'deploy', 'team:review'])
  })

  it('that the agent could not be given are left out', async () => {
    const { catalog, projectPath } = projectWith({
      'skills/-x/SKILL.md': 'a',
      'skills/a b/SKILL.md': 'a',
      'skills/é/SKILL.md': 'a',
      'skills/empty/README.md': 'a',
      'skills/loose.md': 'a',
      'skills/deep/er/SKILL.md': 'a',
      'commands/.hidden.md': 'a',
      'commands/bad name/x.md': 'a',
      'commands/script.sh': 'a',
      [`commands/${'x'.repeat(65)}.md`]: 'a',
    })
    expect(await catalog.list(projectPath)).toEqual([])
  })

  it('belong to the project before the user, and to skills before commands', async () => {
    const { catalog, projectPath } = projectWith(
      {
        'skills/both/SKILL.md': 'project skill',
        'commands/both.md': 'project command',
        'commands/mixed.md': 'project',
      },
      {
        'skills/both/SKILL.md': 'user skill',
        'skills/mixed/SKILL.md': 'user',
        'commands/own.md': 'user command',
      },
    )
    const found = (await catalog.list(projectPath)).map(({ description, name, source }) => [
      name,
      source,
      description,
    ])
    expect(found).toEqual([
      ['both', 'project', 'project skill'],
      ['mixed', 'project', 'project'],
      ['own', 'user', 'user command'],
    ])
  })
})

describe('files', () => {
  it('are read anew for every call', async () => {
    const { catalog, projectPath } = projectWith({})
    expect(await catalog.list(projectPath)).toEqual([])
    writeFiles(join(projectPath, '.claude'), { 'commands/new.md': 'New.' })
    expect(await catalog.find(projectPath, 'new')).toMatchObject({ description: 'New.' })
  })

  it('are followed through links, and a circle of links ends', async () => {
    const { catalog, projectPath } = projectWith({ 'commands/team/review.md': 'Review.' })
    const elsewhere = temporaryDirectory()
    writeFiles(elsewhere, { 'shared/SKILL.md': 'Shared.', 'one.md': 'One.', 'more/two.md': 'Two.' })
    const commands = join(projectPath, '.claude', 'commands')
    mkdirSync(join(projectPath, '.claude', 'skills'))
    symlinkSync(join(elsewhere, 'shared'), join(projectPath, '.claude', 'skills', 'shared'))
    symlinkSync(join(elsewhere, 'one.md'), join(commands, 'one.md'))
    symlinkSync(join(elsewhere, 'more'), join(commands, 'more'))
    symlinkSync('..', join(commands, 'team', 'up'))
    symlinkSync('self', join(commands, 'self'))
    symlinkSync('nowhere', join(commands, 'nowhere.md'))
    const names = (await catalog.list(projectPath)).map(({ name }) => name)
    expect(names).toEqual(['shared', 'more:two', 'one', 'team:review'])
  })

  it('that are pipes or folders are not waited for', async () => {
    const { catalog, projectPath } = projectWith({
      'commands/good.md': 'Good.',
      'commands/folder.md/x.md': 'In it.',
    })
    execFileSync('mkfifo', [join(projectPath, '.claude', 'commands', 'pipe.md')])
    const names = (await catalog.list(projectPath)).map(({ name }) => name)
    expect(names).toEqual(['folder.md:x', 'good'])
  })

  it('that are too large are listed and not read', async () => {
    const { catalog, projectPath } = projectWith({
      'commands/large.md': 'x'.repeat(256 * 1024 + 1),
      'commands/limit.md': `First line\n${'x'.repeat(256 * 1024 - 11)}`,
    })
    const descriptions = (await catalog.list(projectPath)).map(({ description }) => description)
    expect(descriptions).toEqual(['Its file is larger than 256 KB and was not read.', 'First line'])
  })

  it('deeper or more than anybody writes by hand end the search', async () => {
    const deep = Object.fromEntries([8, 9].map((depth) => [`commands/${'d/'.repeat(depth)}x.md`, 'Deep.']))
    const many = Object.fromEntries(
      Array.from({ length: 1_005 }, (_, at) => [`commands/e/${String(at)}.md`, 'Many.']),
    )
    const { catalog, projectPath } = projectWith({ ...deep, ...many })
    const found = await catalog.list(projectPath)
    expect(found).toHaveLength(1_000)
    expect(found[0]?.name).toBe('d:d:d:d:d:d:d:d:x')
  })
})
