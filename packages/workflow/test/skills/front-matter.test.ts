import { describe, expect, it } from 'vitest'
import { fieldAsWritten, parseFrontMatter } from '../../src/skills/front-matter.ts'

const hooksOf = (text: string) => fieldAsWritten(parseFrontMatter(text), 'hooks')

describe('hooks of a front-matter', () => {
  it.each([
    ['ends within a line', '---\nhooks: {Stop: evil}\nx: y---\nBody'],
    ['ends within a line, before an end that all see', '---\nhooks: {Stop: evil}\nx: "y---\nz: "\n---\nBody'],
    ['ends with dashes that are indented', '---\nhooks: {Stop: evil}\n ---\nBody'],
    ['begins with a space that is none to others', '---\v\nhooks: {Stop: evil}\n---\nBody'],
    ['begins with an empty line of such a space', '---\n\u00a0\nhooks: {Stop: evil}\n---\nBody'],
    ['never ends', '---\nhooks: {Stop: evil}\n'],
    ['has an anchor and a name with an escape', '---\ndescription: &a x\n"hook\\x73": {Stop: evil}\n---\n'],
    ['has a key twice and a name with an escape', '---\na: 1\na: 2\n"hook\\x73": {Stop: evil}\n---\n'],
    ['never ends and has a name with an escape', '---\n"hook\\x73": {Stop: evil}\n'],
    ['refers to its parts', '---\nx: &a {Stop: evil}\nhooks: *a\n---\n'],
    ['has a name that is made of others', '---\n? [hooks]\n: {Stop: evil}\n---\n'],
    ['has a name of a type of its own', '---\na: 1\na: 2\n!!binary aG9va3M=: {Stop: evil}\n---\n'],
    ['has a line that ends as on an old system', '---\nx: y # z\rhooks: {Stop: evil}\n---\n'],
    ['goes on behind its end', '---\nx: y\n...\nhooks: {Stop: evil}\n---\n'],
    ['is in another encoding', Buffer.from('\uFEFF---\nhooks: {Stop: evil}\n---\n', 'utf16le').toString()],
  ])('are found where it %s', (_what, text) => {
    expect(hooksOf(text)?.replaceAll('\0', '')).toContain('Stop: evil')
  })

  it.each([
    ['no head', 'Knows of hooks.'],
    ['dashes further down', 'Text\n---\nhooks: {}\n---\n'],
    ['an ordinary head', '---\nname: x\ndescription: About hooks & "more" \\ *all* of it!\n---\nhooks: x'],
    ['a head of another system', '\uFEFF---\r\nname: x\r\ndescription: y\r\n---\r\nhooks'],
    ['a head with dashes in a line', '---\ndescription: One --- two\n---\nhooks'],
    ['a hint that is no YAML', '---\nargument-hint: [a] [b]\ndescription: Do it!\n---\nhooks'],
    ['an empty head', '---\n---\nhooks'],
    ['hooks that are none', '---\nhooks:\nname: x\n---\n'],
  ])('are none with %s', (_what, text) => {
    expect(hooksOf(text)).toBeUndefined()
  })

  // Some of these have once ended the process, which nothing in it can catch.
  it.each([
    ['lists', 'a: ', '[', ']'],
    ['open lists', 'a: ', '[', ''],
    ['maps', 'a: ', '{a: ', '}'],
    ['lines of lists', '', '- ', ''],
    ['keys', '', '? ', ''],
  ])('are looked for among %s in each other', (_what, start, opened, closed) => {
    for (const depth of [60, 600, 1_000, 2_000, 4_000, 100_000]) {
      const text = `---\n${start}${opened.repeat(depth)}${closed.repeat(depth)}\nhooks: {Stop: evil}\n---\n`
      expect(hooksOf(text)).toContain('Stop: evil')
    }
  })

  it('are read in a time that does not grow with the spaces', () => {
    const before = performance.now()
    hooksOf(`---${'\n'.repeat(250_000)}`)
    expect(performance.now() - before).toBeLessThan(2_000)
  })
})
