import tab from '@bomb.sh/tab/commander'
import { Command, Option } from 'commander'
import { answer, type AnswerOptions } from './commands/answer.ts'
import { cancel } from './commands/cancel.ts'
import { doctor } from './commands/doctor.ts'
import { list, type ListOptions } from './commands/list.ts'
import { open } from './commands/open.ts'
import { addProject, listProjects, removeProject } from './commands/projects.ts'
import { run, type RunOptions } from './commands/run.ts'
import { start } from './commands/start.ts'
import { stopAll } from './commands/stop-all.ts'
import { status } from './commands/status.ts'
import { token } from './commands/token.ts'
import type { ExitCode } from './exit-codes.ts'
import { collect, parseDuration, parseLimit, parseStatuses, STATUSES } from './parse-options.ts'
import { openSession, type ServerOptions, type Session } from './session.ts'
import type { World } from './world.ts'

export interface ProgramOptions {
  world: World
  version: string
  /** Told what a command ends with; not called by one that goes on as something else. */
  finish(code: ExitCode): void
}

const EXIT_CODES = `
Exit codes: 0 completed, 1 refused by the server, 10 needs input, 20 failed, 30 cancelled, 40 timed out, 64 wrong usage,
69 no server answers, 130 interrupted.`

type Given<Options> = Options & ServerOptions

/** Every command with its options, and nothing done yet. */
export function createProgram({ finish, version, world }: ProgramOptions): Command {
  const program = new Command('specflowctl')
    .description('SpecFlow from the command line.')
    .version(version)
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        world.stdout.write(text)
      },
      writeErr: (text) => {
        world.stderr.write(text)
      },
    })
  const inSession = async (
    options: ServerOptions,
    work: (session: Session) => Promise<ExitCode | undefined>,
  ): Promise<void> => {
    const code = await work(openSession(world, options))
    if (code !== undefined) finish(code)
  }

  program
    .command('start')
    .description('start the server, as npm start does')
    .action(() => start(world))

  withServer(program.command('open'))
    .description('print a link that signs a browser in, and open it')
    .option('--no-browser', 'print it only')
    .action((options: Given<{ browser?: boolean }>) =>
      inSession(options, (session) => open(session, options)),
    )

  withServer(program.command('run'))
    .description('start a skill')
    .argument('<skill>', 'its name')
    .argument('[input]', 'what is given to it; - reads standard input')
    .option('-p, --project <project>', 'a folder, an id or a name; the project of this folder by default')
    .option('-w, --wait', 'until it has ended or asks something')
    .option('--timeout <duration>', 'how long one run may take, such as 30m', parseDuration)
    .option('--request-id <id>', 'the same id never starts twice')
    .addOption(acknowledgeOption())
    .action((skill: string, input: string | undefined, options: Given<RunOptions>) =>
      inSession(options, (session) =>
        run(session, { skill, ...(input !== undefined && { input }) }, options),
      ),
    )

  withServer(program.command('status'))
    .description('show an execution, or the server')
    .argument('[id]', 'of an execution')
    .option('-w, --wait', 'until it has ended or asks something; the exit code tells which')
    .action((id: string | undefined, options: Given<{ wait?: boolean }>) =>
      inSession(options, (session) => status(session, id, options)),
    )

  withServer(program.command('list'))
    .description('list executions, newest first')
    .option('-p, --project <project>', 'a folder, an id or a name')
    .option('--status <statuses>', `some of ${STATUSES.join(',')}`, parseStatuses)
    .option('--skill <skill>', 'its name')
    .option('--limit <number>', '1 to 200; 50 by default', parseLimit)
    .action((options: Given<ListOptions>) => inSession(options, (session) => list(session, options)))

  withServer(program.command('answer'))
    .description('answer the questions of an execution, by asking you')
    .argument('[id]', 'of the execution; the one that has waited longest by default')
    .option('-a, --answer <key=value>', 'once for every question, several times for several choices', collect)
    .option('-m, --message <text>', 'adds to the answers')
    .option('-w, --wait', 'until it has ended or asks again')
    .addOption(acknowledgeOption())
    .action((id: string | undefined, options: Given<AnswerOptions>) =>
      inSession(options, (session) => answer(session, id, options)),
    )

  withServer(program.command('cancel'))
    .description('cancel an execution, and wait until everything of it is dead')
    .argument('<id>', 'of the execution')
    .action((id: string, options: ServerOptions) => inSession(options, (session) => cancel(session, id)))

  withServer(program.command('stop-all'))
    .description('cancel everything that is queued or runs; what waits for an answer stays')
    .action((options: ServerOptions) => inSession(options, stopAll))

  addProjects(program, inSession)

  withServer(program.command('doctor'))
    .description('examine the installation')
    .option('--fix', 'repair what is safe, where the server is part of this installation')
    .action((options: Given<{ fix?: boolean }>) => inSession(options, (session) => doctor(session, options)))

  withServer(program.command('token'))
    .description('say where the token for scripts is')
    .option('--show', 'the token itself')
    .option('--rotate', 'make a new one; the old one is out')
    .action((options: Given<{ show?: boolean; rotate?: boolean }>) =>
      inSession(options, (session) => token(session, options)),
    )

  tab(program, { completionCommandName: 'completion' })
  return program
}

type InSession = (
  options: ServerOptions,
  work: (session: Session) => Promise<ExitCode | undefined>,
) => Promise<void>

function addProjects(program: Command, inSession: InSession): void {
  const projects = program.command('projects').description('the registered projects')
  withServer(projects.command('add'))
    .description('register a folder: whatever it brings may then run as you')
    .argument('[path]', 'the folder', '.')
    .option('--name <name>', 'the name of the folder by default')
    .action((path: string, options: Given<{ name?: string }>) =>
      inSession(options, (session) => addProject(session, path, options)),
    )
  withServer(projects.command('list'))
    .description('list them')
    .action((options: ServerOptions) => inSession(options, listProjects))
  withServer(projects.command('remove'))
    .description('forget one; its folder and its executions stay')
    .argument('<project>', 'a folder, an id or a name')
    .action((given: string, options: ServerOptions) =>
      inSession(options, (session) => removeProject(session, given)),
    )
}

function withServer(command: Command): Command {
  return command
    .option('--url <address>', 'of the server; SPECFLOW_URL, else the running one of SPECFLOW_HOME')
    .option('--json', 'lines of JSON, as where there is no terminal')
}

function acknowledgeOption(): Option {
  return new Option('--acknowledge <hash>', 'of what the project brings, once you have read it')
}
