import { createWorkflowClient, type WorkflowClient } from '@specflow/client'
import { CommandFailure } from './command-failure.ts'
import { EXIT } from './exit-codes.ts'
import { findServer, type FoundServer } from './server/find-server.ts'
import { createPrint, type Print } from './terminal/print.ts'
import type { World } from './world.ts'

/** What every command that talks to a server is given. */
export interface Session {
  world: World
  server: FoundServer
  client: WorkflowClient
  print: Print
}

export interface ServerOptions {
  url?: string
  json?: boolean
}

export function openSession(world: World, { json = false, url }: ServerOptions): Session {
  const server = findServer(world, url)
  const print = createPrint(world, json)
  try {
    return { world, server, client: createWorkflowClient(server), print }
  } catch (error) {
    throw error instanceof TypeError ? new CommandFailure(error.message, EXIT.usage) : error
  }
}
