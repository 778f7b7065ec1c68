import { resolve } from 'node:path'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { findProject } from '../server/find-project.ts'
import type { Session } from '../session.ts'

/** A registered project may run anything as the user of the server. */
export async function addProject(
  { client, print, world }: Session,
  path: string,
  { name }: { name?: string },
): Promise<ExitCode> {
  const { created, project } = await client.registerProject({ path: resolve(world.directory, path), name })
  print.emit({ created, ...project })
  print.say(`${project.name} ${created ? 'is registered' : 'was registered before'}: ${project.path}`)
  return EXIT.completed
}

export async function listProjects({ client, print }: Session): Promise<ExitCode> {
  const projects = await client.projects({ retryForMs: 0 })
  for (const project of projects) {
    print.emit(project)
    print.say(`${project.id}  ${project.name}  ${project.path}`)
  }
  if (projects.length === 0) print.say('No projects. Register one: specflowctl projects add .')
  return EXIT.completed
}

/** Its folder and its executions stay. */
export async function removeProject({ client, print, world }: Session, given: string): Promise<ExitCode> {
  const { id } = await findProject(client, world.directory, given)
  const project = await client.removeProject(id)
  print.emit(project)
  print.say(`${project.name} is no longer registered; its folder was not touched.`)
  return EXIT.completed
}
