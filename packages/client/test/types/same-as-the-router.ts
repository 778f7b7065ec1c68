// Compiled by `npm run typecheck` and never run: the types of the client are written down by hand, so that nobody who installs it
// needs those of the server, and this is what keeps them the same. An error here names the field that only one side has.
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@specflow/api'
import type {
  ExecutionErrorCode as ServerErrorCode,
  WorkflowErrorCode as ServerCode,
} from '@specflow/workflow/schema'
import type {
  AnswerInput,
  DoctorReport,
  ExecutionErrorCode,
  ExecutionPage,
  FollowUpInput,
  Health,
  ListInput,
  Project,
  RegisterProjectInput,
  RetryInput,
  ShownExecution,
  Skill,
  StartInput,
  StartReceipt,
  StoppedAll,
  WorkflowErrorCode,
  WorkflowExecution,
} from '../../src/index.ts'
import type { ChangesPage } from '../../src/changes.ts'

type Input = inferRouterInputs<AppRouter>
type Output = inferRouterOutputs<AppRouter>

/** JSON has no `undefined`: a key is there or it is not. */
type Plain<T> = T extends (infer Element)[]
  ? Plain<Element>[]
  : T extends object
    ? { [Key in keyof T]: Plain<Exclude<T[Key], undefined>> }
    : T

/** Compiles if each fits the other, keys included. */
type Same<Server, Client> = [Server] extends [Client]
  ? [Client] extends [Server]
    ? [Keys<Server>] extends [Keys<Client>]
      ? true
      : { missing: Exclude<Keys<Server>, Keys<Client>> }
    : { clientDoesNotFit: Client }
  : { serverDoesNotFit: Server }

/** The names of all keys, however deep: an optional one would fit on both sides without being there. */
type Keys<T> = T extends (infer Element)[]
  ? Keys<Element>
  : T extends object
    ? { [Key in keyof T]-?: string extends Key ? never : Key | Keys<Exclude<T[Key], undefined>> }[keyof T]
    : never

type Expect<Checked extends true> = Checked

export type Checks = [
  Expect<Same<Plain<Output['workflow']['status']>, Plain<ShownExecution>>>,
  Expect<Same<Plain<Output['workflow']['answer']>, Plain<WorkflowExecution>>>,
  Expect<Same<Plain<Output['workflow']['cancel']>, Plain<WorkflowExecution>>>,
  Expect<Same<Plain<Output['workflow']['start']>, Plain<StartReceipt>>>,
  Expect<Same<Plain<Output['workflow']['followUp']>, Plain<StartReceipt>>>,
  Expect<Same<Plain<Output['workflow']['retry']>, Plain<StartReceipt>>>,
  Expect<Same<Plain<Output['workflow']['stopAll']>, Plain<StoppedAll>>>,
  Expect<Same<Plain<Output['workflow']['list']>, Plain<ExecutionPage>>>,
  Expect<Same<Plain<Omit<Output['workflow']['changes'], 'build'>>, Plain<ChangesPage>>>,
  Expect<Same<Plain<Output['project']['list']['projects']>, Plain<Project[]>>>,
  Expect<Same<Plain<Output['project']['skills']['skills']>, Plain<Skill[]>>>,
  Expect<Same<Plain<Output['system']['health']>, Plain<Health>>>,
  Expect<Same<Plain<Output['system']['doctor']>, Plain<DoctorReport>>>,
  Expect<Same<Plain<Input['workflow']['start']>, Plain<StartInput>>>,
  Expect<Same<Plain<Input['workflow']['followUp']>, Plain<FollowUpInput>>>,
  Expect<Same<Plain<Input['workflow']['retry']>, Plain<RetryInput>>>,
  Expect<Same<Plain<Input['workflow']['answer']>, Plain<AnswerInput>>>,
  Expect<Same<Plain<Omit<Input['workflow']['list'], 'direction'>>, Plain<ListInput>>>,
  Expect<Same<Plain<Input['project']['register']>, Plain<RegisterProjectInput>>>,
  Expect<Same<ServerCode, WorkflowErrorCode>>,
  Expect<Same<ServerErrorCode, ExecutionErrorCode>>,
]
