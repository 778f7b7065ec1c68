import { isNode, isScalar, Lexer, parseDocument, Parser, visit, YAMLMap, type Document } from 'yaml'

/** What stands at the head of a skill file, and what stands below it. */
export interface FrontMatter {
  /** Values as a person would read them; a list or a map as it is written. */
  fields: ReadonlyMap<string, string>
  body: string
  /** All that anybody may take for the head, as it is written. */
  head: string
  /** False when there is a head that could not be read as YAML; `fields` then has what single lines say. */
  isReadable: boolean
  /** Whether every reader finds the same `fields` there. */
  isPlain: boolean
}

/** Deeper than anybody writes; the library calls itself for each level, and the process ends where its stack does. */
const MAX_DEPTH = 64

const HEAD = /^---[ \t]*\r?\n((?:[\s\S]*?\r?\n)??)---[ \t]*(?:\r?\n|$)/
const OPENED = /^---[ \t]*(?:\r?\n|$)/
const LINE = /^([A-Za-z][\w-]*):[ \t]*(.*?)[ \t]*$/

/** What some take for the end of a line or of all, and others leave out or read as text. */
const ODD = /\r(?!\n)|(?![\t\n\r])\p{Cc}|[\u2028\u2029\uFEFF]|^(?:\.\.\.|%)/mu
/** What makes a name of other letters: an escape, or a tag. */
const SPELT_OTHERWISE = /\\|(?:^|[\s,[{])!/

/** Reads front-matter as data: no tag of it is executed, and nothing in it makes this throw. */
export function parseFrontMatter(file: string): FrontMatter {
  const text = file.replace(/^\uFEFF/, '')
  const seen = headForTheAgent(text)
  const head = HEAD.exec(text)
  if (!head) {
    const isReadable = !OPENED.test(text)
    return { fields: new Map(), body: text, head: seen ?? '', isReadable, isPlain: seen === undefined }
  }
  const source = head[1] ?? ''
  const body = text.slice(head[0].length)
  const document = readYaml(source)
  if (!document) return { fields: readLines(source), body, head: source, isReadable: false, isPlain: false }
  const isPlain = seen?.trim() === source.trim() && !ODD.test(source) && !refersOrConverts(document)
  return { fields: fieldsOf(document, source), body, head: source, isReadable: true, isPlain }
}

/**
 * A field for somebody who has to see all that it may say: the whole head, where the field may stand in it in a way that is
 * not seen here.
 */
export function fieldAsWritten({ fields, head, isPlain }: FrontMatter, name: string): string | undefined {
  if (!isPlain) return mayName(head, name) ? head : undefined
  const written = fields.get(name)
  return written === '' ? undefined : written
}

/** Its head ends at the first three dashes, wherever they stand. To the end of the text where there are none. */
function headForTheAgent(text: string): string | undefined {
  // In an encoding that is not read here.
  if (text.includes('\0')) return text
  const opened = /^---\s*\n/.exec(text)
  if (!opened) return undefined
  const start = opened[0].length
  const end = text.indexOf('---', start)
  return end === -1 ? text.slice(start) : text.slice(start, end)
}

function mayName(head: string, name: string): boolean {
  return head.includes(name) || SPELT_OTHERWISE.test(head) || ODD.test(head)
}

function readYaml(source: string): Document | undefined {
  if (isDeep(source)) return undefined
  const document = parseDocument(source, { schema: 'core', logLevel: 'silent' })
  const { contents, errors } = document
  return errors.length === 0 && (contents === null || contents instanceof YAMLMap) ? document : undefined
}

function isDeep(source: string): boolean {
  const parser = new Parser()
  for (const lexeme of new Lexer().lex(source)) {
    Array.from(parser.next(lexeme))
    if (parser.stack.length > MAX_DEPTH) return true
  }
  return false
}

function refersOrConverts({ contents }: Document): boolean {
  let found = false
  visit(contents, {
    Alias: () => {
      found = true
    },
    Value: (_key, { anchor, tag }) => {
      found ||= anchor !== undefined || tag !== undefined
    },
    Pair: (_key, { key }) => {
      found ||= !isScalar(key) || key.value === '<<'
    },
  })
  return found
}

function fieldsOf({ contents }: Document, source: string): Map<string, string> {
  const fields = new Map<string, string>()
  if (!(contents instanceof YAMLMap)) return fields
  for (const { key, value } of contents.items) {
    if (isScalar(key)) fields.set(String(key.value), textOf(value, source))
  }
  return fields
}

function textOf(value: unknown, source: string): string {
  if (isScalar<string | number | boolean | null>(value))
    return value.value === null ? '' : String(value.value)
  const range = isNode(value) ? value.range : undefined
  return range ? source.slice(range[0], range[1]).trim() : ''
}

/** Heads such as `argument-hint: [file] [line]` are common and no YAML; each line still says what it says. */
function readLines(source: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of source.split(/\r?\n/)) {
    const [, key, value] = LINE.exec(line) ?? []
    if (key !== undefined && value !== undefined) fields.set(key, value.replace(/^(["'])(.*)\1$/, '$2'))
  }
  return fields
}
