import type { Options } from 'react-markdown'
import { defaultSchema } from 'rehype-sanitize'

/** Longer texts are for reading as they are; the time that shaping takes grows faster than they do. */
const MAX_LENGTH = 20_000
/** A line that begins with so many marks of quotes and lists, or so far in, is no writing of anybody's. */
const TOO_DEEP = /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)])[ \t]?){20}|^[ \t]{200}/m
/** Brackets and stars in such numbers keep the parser busy and mean nothing. */
const TOO_MANY_MARKS = /(?:[[\]()*_~`!<>&|][ \t]*){200}/

/** Whether it can be shaped in reasonable time and depth. */
export function isPlainEnough(text: string): boolean {
  return text.length <= MAX_LENGTH && !TOO_DEEP.test(text) && !TOO_MANY_MARKS.test(text)
}

const { attributes, tagNames } = defaultSchema
const { '*': _everywhere, ...ofTags } = attributes ?? {}

/** What GitHub lets through, without the names that would make an element of the page out of one in a text. */
export const MARKDOWN_SCHEMA = {
  ...defaultSchema,
  tagNames: (tagNames ?? []).filter((name) => !['picture', 'source'].includes(name)),
  attributes: {
    ...ofTags,
    '*': ['align', 'alt', 'checked', 'colSpan', 'rowSpan', 'start'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
}

const BLOCK_PARENTS = ['root', 'blockquote', 'listItem', 'footnoteDefinition']

/** HTML is no markup here and no nothing either: it is shown as the text that the agent wrote. */
export const HTML_AS_TEXT: Options['remarkRehypeOptions'] = {
  handlers: {
    html: (_state, node: { value: string }, parent?: { type: string }) => {
      const text = { type: 'text', value: node.value } as const
      if (!BLOCK_PARENTS.includes(parent?.type ?? '')) return text
      return { type: 'element', tagName: 'p', properties: {}, children: [text] }
    },
  },
}

/** The address where a link may lead there; nothing where it may not, and then it is no link. */
export function safeUrl(url: string): string | undefined {
  try {
    // Parsed without a base: what is relative would lead into the dashboard.
    return ['http:', 'https:', 'mailto:'].includes(new URL(url).protocol) ? url : undefined
  } catch {
    return undefined
  }
}
