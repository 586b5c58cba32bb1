import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kill } from './sequence-model';
import { EngineProxy } from '../support/engine-proxy';
import { childrenOf } from '../support/kill';
import { Workspace } from '../support/workspace';

/** In milliseconds: how long there are no requests before Terraform counts as idle. */
const QUIET = 1_000;

/**
 * Applies, and kills the provider, or Terraform and the provider, at the moment of a request.
 *
 * Terraform's lock of a local state is one on an open file, which ends with the process. Where Terraform is to be killed, it is once the
 * engine gets no more requests: between the provider's answer and the write of the state, nobody could tell what was created.
 *
 * @returns whether the apply made so many requests; else, it is complete
 */
export async function applyKilled(terraform: Workspace, proxy: EngineProxy, { request, during, fate, whom }: Kill): Promise<boolean> {
  const applying = terraform.start('apply', '-auto-approve', '-input=false', '-json');
  const ended = new Promise<void>((resolve) => { applying.once('exit', () => resolve()); });
  applying.stderr!.resume();
  let isApplying = false;
  createInterface(applying.stdout!).on('line', (line) => { isApplying ||= line.includes('"type":"apply_start"'); });
  let count = 0;
  const kept = proxy.kept + 1;
  const reached = new Promise<void>((resolve) => {
    proxy.fate = (what) => {
      if (what.startsWith('GET ') || isApplying !== (during === 'apply')) return 'pass';
      count += 1;
      if (count !== request) return 'pass';
      resolve();
      return fate;
    };
  });
  const isReached = await Promise.race([reached.then(() => true), ended.then(() => false)]);
  if (isReached) {
    while (fate === 'keep' && proxy.kept < kept) await sleep(20);
    const providers = await childrenOf(applying);
    if (whom === 'terraform and provider') {
      await untilQuiet(proxy);
      applying.kill('SIGKILL');
    }
    for (const pid of providers) process.kill(pid, 'SIGKILL');
  }
  await ended;
  proxy.fate = () => 'pass';
  return isReached;
}

async function untilQuiet(proxy: EngineProxy): Promise<void> {
  for (let before = -1; before !== proxy.requests.length;) {
    before = proxy.requests.length;
    await sleep(QUIET);
  }
}
