import Dockerode from 'dockerode';
import { Answer } from './answers';
import { withProbeImage } from './image';
import { ISOLATED, runProbe, twinSettings } from './run';
import { Engine } from '../engine/engine';

const [VERSION, BOOT_ID] = ['/proc/version', '/proc/sys/kernel/random/boot_id'] as const;

/**
 * Returns whether the runtime of a container gives it a kernel of its own, whatever the name of the runtime: the probe runs under it, and
 * sees another kernel, or another boot of the same, than it does on the host. gVisor has no boot id.
 */
export function hasOwnKernel(engine: Engine, inspect: Dockerode.ContainerInspectInfo, signal: AbortSignal): Promise<boolean> {
  return withProbeImage(engine, async (image) => {
    const ask = (settings: ReturnType<typeof twinSettings>) => runProbe(engine, image, [VERSION, BOOT_ID], settings, signal);
    const [own, hosts] = await Promise.all([ask(twinSettings(inspect)), ask({ host: ISOLATED })]);
    const [ownBoot, hostsBoot] = [own, hosts].map((answers) => textOf(answers.get(BOOT_ID)));
    if (ownBoot !== undefined && hostsBoot !== undefined) return ownBoot !== hostsBoot;
    const [ownVersion, hostsVersion] = [own, hosts].map((answers) => textOf(answers.get(VERSION)));
    return ownVersion !== undefined && hostsVersion !== undefined && ownVersion !== hostsVersion;
  });
}

function textOf(answer: Answer | undefined): string | undefined {
  return answer?.kind === 'file' ? answer.text : undefined;
}
