import { access, constants, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readRegistryDocument } from '../../projects/registry-document.ts'
import type { Project } from '../../schema/index.ts'
import { ok, type Check } from '../finding.ts'
import { count, list } from '../words.ts'

/** A folder that is away keeps only its own project from being started. */
export const checkProjects: Check = async ({ home }) => {
  const { projects } = readRegistryDocument(join(home.path, 'registry.json'))
  if (projects.length === 0) return ok('No project is registered yet.')
  const complaints = (await Promise.all(projects.map(complaintOf))).filter((said) => said !== undefined)
  if (complaints.length === 0) {
    return ok(`${count(projects.length, 'folder')} of ${count(projects.length, 'project')}, all there.`)
  }
  return {
    status: 'warning',
    detail: `${count(complaints.length, 'folder')} of ${count(projects.length, 'project')} cannot be used: ${list(complaints)}.`,
    remedy: 'Bring them back, or remove the projects in the dashboard; their executions stay.',
  }
}

async function complaintOf({ path }: Project): Promise<string | undefined> {
  try {
    if (!(await stat(path)).isDirectory()) return `${path} is not a folder`
    await access(path, constants.R_OK | constants.X_OK)
    return undefined
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return code === 'ENOENT' ? `${path} is not there` : `${path} cannot be entered (${code})`
  }
}
