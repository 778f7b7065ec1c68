import { accessSync, constants, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { DEMO_AGENT_BIN, DEMO_SKILLS, FAKE_CLAUDE_MODES, SAMPLE_PROJECT } from '../src/index.ts'

const inPackage = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

describe('what the package says of itself', () => {
  test('the executable is executable', () => {
    expect(() => {
      accessSync(inPackage(DEMO_AGENT_BIN), constants.X_OK)
    }).not.toThrow()
  })

  test('the sample project has exactly the demo skills, each with its front-matter', () => {
    const skills = inPackage(`${SAMPLE_PROJECT}/.claude/skills`)
    expect(readdirSync(skills).sort()).toEqual([...DEMO_SKILLS].sort())
    for (const skill of DEMO_SKILLS) {
      const text = readFileSync(`${skills}/${skill}/SKILL.md`, 'utf8')
      expect(text).toMatch(
        new RegExp(`^---\nname: ${skill}\ndescription: .+\nargument-hint: .+\n---\n\n.*demo agent`),
      )
    }
  })

  test('the README lists every mode', () => {
    const listed = [...readFileSync(inPackage('README.md'), 'utf8').matchAll(/^\| `([a-z_0-9]+)[`:]/gm)]
    expect(listed.map(([, name]) => name)).toEqual(Object.keys(FAKE_CLAUDE_MODES))
  })
})
