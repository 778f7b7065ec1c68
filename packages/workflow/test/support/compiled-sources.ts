import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url))
const FAILPOINTS = '@specflow/failpoints'

/**
 * Compiles the sources of this package into `directory`, for tests that need processes of their own: Node 20 loads
 * no TypeScript. Answers the URL of the folder that stands for `src`.
 */
export function compileSources(directory: string): string {
  const target = join(directory, 'compiled')
  const failpoints = join(directory, 'failpoints')
  compileFolder(join(PACKAGE, 'node_modules', FAILPOINTS, 'src'), failpoints)
  compileFolder(join(PACKAGE, 'src'), target, {
    [FAILPOINTS]: pathToFileURL(join(failpoints, 'index.js')).href,
  })
  symlinkSync(join(PACKAGE, 'node_modules'), join(target, 'node_modules'))
  return `${pathToFileURL(target).href}/`
}

/** `moved` says where an import leads instead. */
function compileFolder(source: string, target: string, moved: Readonly<Record<string, string>> = {}): void {
  for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue
    const place = join(target, name.replace(/\.ts$/, '.js'))
    mkdirSync(dirname(place), { recursive: true })
    const compiled = compile(readFileSync(join(source, name), 'utf8'))
    const text = Object.entries(moved).reduce(
      (code, [from, to]) => code.replaceAll(`'${from}'`, `'${to}'`),
      compiled,
    )
    writeFileSync(place, text)
  }
  writeFileSync(join(target, 'package.json'), '{"type":"module"}')
}

function compile(text: string): string {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    },
  })
  return outputText
}
