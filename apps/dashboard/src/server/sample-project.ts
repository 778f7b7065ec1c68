import { randomUUID } from 'node:crypto'
import { cp, open, rename, rm, stat } from 'node:fs/promises'
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
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw error
  }
}

async function exists(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  return found !== undefined
}
