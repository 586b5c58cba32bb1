import { ChildProcess } from 'node:child_process';
import { run } from './run';
import { Workspace } from './workspace';
import { waitUntil } from '../../../examples/setup/wait';

/** Applies until something has come to pass, and then kills the provider so that it can't do anything about it. */
export async function killedWhen(terraform: Workspace, hasComeToPass: () => boolean): Promise<void> {
  const applying = terraform.start('apply', '-auto-approve', '-input=false');
  const ended = new Promise((resolve) => applying.once('exit', resolve));
  applying.stdout!.resume();
  applying.stderr!.resume();
  await waitUntil('the provider is on its way', hasComeToPass);
  for (const pid of await childrenOf(applying)) process.kill(pid, 'SIGKILL');
  await ended;
}

async function childrenOf({ pid }: ChildProcess): Promise<number[]> {
  const processes = (await run('ps', ['-eo', 'pid=,ppid='])).trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return processes.filter(([, parent]) => parent === pid).map(([child]) => child!);
}
