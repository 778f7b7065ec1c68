export { armFailpoints, canArm, disarmFailpoints, failpoint } from './failpoint.ts'
export { FAILPOINTS, type Failpoint } from './names.ts'
export { parseFailpoints, type FailpointAction, type ArmedFailpoints } from './parse.ts'
