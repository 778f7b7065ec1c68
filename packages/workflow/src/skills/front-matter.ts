import { isNode, isScalar, parseDocument, YAMLMap } from 'yaml'

/** What stands at the head of a skill file, and what stands below it. */
export interface FrontMatter {
  /** Values as a person would read them; a list or a map as it is written. */
  fields: ReadonlyMap<string, string>
  body: string
  /** The head as it is written. */
  head: string
  /** False when there is a head that could not be read as YAML; `fields` then has what single lines say. */
  isReadable: boolean
}

const HEAD = /^---[ \t]*\r?\n((?:[\s\S]*?\r?\n)??)---[ \t]*(?:\r?\n|$)/
const OPENED = /^---[ \t]*(?:\r?\n|$)/
const LINE = /^([A-Za-z][\w-]*):[ \t]*(.*?)[ \t]*$/

/** Reads front-matter as data: no tag of it is executed, and nothing in it makes this throw. */
export function parseFrontMatter(file: string): FrontMatter {
  const text = file.replace(/^\uFEFF/, '')
  const head = HEAD.exec(text)
  if (!head) return { fields: new Map(), body: text, head: '', isReadable: !OPENED.test(text) }
  const source = head[1] ?? ''
  const body = text.slice(head[0].length)
  const fields = readYaml(source)
  return fields
    ? { fields, body, head: source, isReadable: true }
    : { fields: readLines(source), body, head: source, isReadable: false }
}

/**
 * A field for somebody who has to see all that it may say: of a head in which it may stand in a way that is not seen here (no
 * YAML, or parts that refer to others) the whole head.
 */
export function fieldAsWritten({ fields, head, isReadable }: FrontMatter, name: string): string | undefined {
  if (!isReadable || /<<|[&*]\S/.test(head)) return head.includes(name) ? head : undefined
  const written = fields.get(name)
  return written === '' ? undefined : written
}

function readYaml(source: string): Map<string, string> | undefined {
  const document = parseDocument(source, { schema: 'core', logLevel: 'silent' })
  const { contents } = document
  if (document.errors.length > 0) return undefined
  if (contents === null) return new Map()
  if (!(contents instanceof YAMLMap)) return undefined
  const fields = new Map<string, string>()
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
