import { ChildProcess } from 'node:child_process';
import { run } from './run';
import { Workspace } from './workspace';
import { waitUntil } from '../../../dev/machine/wait-until';

/** Runs an apply until a condition is true, and then kills the provider. */
export async function killWhen(terraform: Workspace, condition: () => boolean | Promise<boolean>): Promise<void> {
  const applying = terraform.start('apply', '-auto-approve', '-input=false');
  const ended = new Promise((resolve) => applying.once('exit', resolve));
  applying.stdout!.resume();
  applying.stderr!.resume();
  await waitUntil('the provider has reached the point', condition);
  for (const pid of await childrenOf(applying)) process.kill(pid, 'SIGKILL');
  await ended;
}

/** Returns the processes that a process started. */
export async function childrenOf({ pid }: ChildProcess): Promise<number[]> {
  const processes = (await run('ps', ['-eo', 'pid=,ppid='])).trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return processes.filter(([, parent]) => parent === pid).map(([child]) => child!);
}
