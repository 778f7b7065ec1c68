import { randomUUID } from 'node:crypto'
import { chmod, cp, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProjectRegistry } from '@specflow/workflow'

export interface SampleProjectOptions {
  /** The state directory. */
  home: string
  /** What is copied. */
  source: string
  projects: Pick<ProjectRegistry, 'register'>
}

/**
 * Gives a first user something to run: copies the sample project into the state directory and registers it, once.
 * Whoever removes it is not given it again; a file in the state directory remembers.
 */
export async function ensureSampleProject({ home, source, projects }: SampleProjectOptions): Promise<void> {
  const given = join(home, 'sample-project.given')
  if (await exists(given)) return
  const path = sampleProjectPath(home)
  if (!(await exists(path))) await copyWhole(source, path)
  await projects.register({ path, name: 'Sample project' })
  await (await open(given, 'a', 0o600)).close()
}

export function sampleProjectPath(home: string): string {
  return join(home, 'sample-project')
}

/** Under another name first: a copy that was interrupted is never taken for the project. */
async function copyWhole(source: string, path: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await cp(source, temporary, { recursive: true })
    await closeToOthers(temporary)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw error
  }
}

/** The state directory is its owner's alone, whatever is in it and however it was installed. */
async function closeToOthers(path: string): Promise<void> {
  await chmod(path, 0o700)
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true })) {
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600)
  }
}

async function exists(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  return found !== undefined
}
