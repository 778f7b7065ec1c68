// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { Markdown } from '../../src/components/ui/markdown.tsx'

afterEach(cleanup)

const HOSTILE = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../e2e/browser/fixtures/hostile-texts.json'), 'utf8'),
) as Record<string, string>

const ALLOWED = new Set(
  'a blockquote br button code del div em hr li ol p path pre rect section span strong sup svg table tbody td th thead tr ul'.split(
    ' ',
  ),
)

function show(text: string): HTMLElement {
  return render(<Markdown text={text} />).container
}

/** Everything in it that could run, load, send or lead somewhere. */
function dangers(container: HTMLElement): string[] {
  return [...container.querySelectorAll('*')].flatMap((element) => {
    const name = element.tagName.toLowerCase()
    // The icons of the buttons are the page's own.
    if (element.closest('svg')) return []
    const attributes = [...element.attributes].filter(
      ({ name: attribute, value }) =>
        /^on|^(?:src|srcset|srcdoc|style|id|name|action|formaction|background)$/.test(attribute) ||
        (attribute === 'href' && !/^(?:https?:|mailto:)/.test(value)),
    )
    return [
      ...(ALLOWED.has(name) ? [] : [name]),
      ...attributes.map((attribute) => `${name} ${attribute.name}`),
    ]
  })
}

describe('markdown of the agent', () => {
  test('has its shape', () => {
    const container = show(
      '# Title\n\n**bold** and `code`\n\n- [x] did it\n- [ ] will\n\n| a |\n| - |\n| 1 |',
    )
    expect(screen.getByText('bold').tagName).toBe('STRONG')
    expect(screen.getByText('Title').tagName).toBe('P')
    expect(screen.getByText('did it').textContent).toContain('done: ')
    expect(screen.getByText('will').textContent).toContain('open: ')
    expect(container.querySelector('[role=region] table td')?.textContent).toBe('1')
  })

  test('leads only to the web and to mail, in a page of its own that is told nothing', () => {
    show('[web](https://example.com/a) <me@example.com> [here](/settings) [in](#top)')
    const links = screen.getAllByRole('link')
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      'https://example.com/a',
      'mailto:me@example.com',
    ])
    expect(links.every((link) => link.getAttribute('rel') === 'noreferrer')).toBe(true)
    expect(links.every((link) => link.getAttribute('target') === '_blank')).toBe(true)
  })

  test('shows a picture as a link to it, and loads none', () => {
    const container = show('![the shop](https://example.com/shop.png) ![](x.png)')
    expect(screen.getByRole('link', { name: 'picture: the shop' })).toBeDefined()
    expect(container.querySelector('img')).toBeNull()
    expect(container.textContent).toContain('picture')
  })

  test('shows HTML as the text that it is', () => {
    expect(show('<b onclick="x()">not bold</b>').textContent).toBe('<b onclick="x()">not bold</b>')
  })

  test.each(Object.entries(HOSTILE))('has nothing dangerous in it for: %s', (_what, text) => {
    const container = show(text)
    expect(dangers(container)).toEqual([])
    expect(container.textContent).not.toBe('')
  })

  test('hides nothing: what turns text around, and what a terminal would swallow', () => {
    expect(show('a\u202eb \u001b[31mred\u001b[0m\u0007').textContent).toBe('a‹U+202E›b red‹U+0007›')
  })

  test.each([
    ['quotes in quotes', '>'.repeat(20_000)],
    ['lists in lists', '- '.repeat(10_000)],
    ['numbers in numbers', '1. '.repeat(5_000)],
    ['lists line by line', Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
    ['brackets', '['.repeat(16_600)],
    ['half links', '[a]('.repeat(4_900)],
    ['stars', '*a '.repeat(6_600)],
    ['stars and underscores', '*_'.repeat(9_500)],
    ['backticks', '`a'.repeat(9_500)],
    ['a very long word', 'x'.repeat(100_000)],
    ['angle brackets', '<'.repeat(16_600)],
    ['entities', '&#'.repeat(9_500)],
    ['a wide table', `${'|a'.repeat(5_000)}|\n${'|-'.repeat(5_000)}|\n`],
  ])('survives %s', (_what, text) => {
    const container = show(text)
    expect(container.textContent.length).toBeGreaterThan(0)
    expect(dangers(container)).toEqual([])
  })
})
