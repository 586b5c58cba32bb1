export { attempt, run } from '../../../examples/setup/run';
export type { Ended, RunOptions } from '../../../examples/setup/run';
