import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { PodTemplate } from './pod';
import { probedHosts } from './pod-security';
import { isSpecial } from './process-rows';
import { Attributes } from '../../model/attributes';
import { blockOf, blocksOf } from '../../private/expressions';
import { resolveTokens } from '../../private/tokens';
import { attributesOf } from '../raw/docker';

/** The kinds of volumes that policies judge. */
const VOLUMES = ['name', 'empty_dir', 'persistent_volume_claim', 'config_map', 'secret', 'host_path'];

/** What no override may change of pods, as it is rendered. */
export interface RenderedPod {
  readonly annotations: Attributes | undefined;
  /** Fields of the pods, and of their metadata. */
  readonly fields: Attributes;
}

/** Returns the template of the pods of a workload as it will be synthesized, with what was overridden. */
export function synthesizedPod(workload: TerraformResource): PodTemplate {
  const template = blockOf(blockOf(attributesOf(workload).spec).template);
  return { annotations: blockOf(template.metadata).annotations as Attributes | undefined, spec: blockOf(template.spec) };
}

/** Returns what overrides change of the pods of a workload, and no policy judges. */
export function changedByOverrides(scope: Construct, workload: TerraformResource, { annotations: own, fields }: RenderedPod): string[] {
  const { metadata, spec } = attributesOf(workload);
  const { spec: pod, annotations } = synthesizedPod(workload);
  const rendered = resolveTokens(scope, fields) as Attributes;
  const now: Attributes = {
    ...pod, labels: blockOf(blockOf(blockOf(spec).template).metadata).labels, namespace: blockOf(metadata).namespace,
  };
  const hasHostPort = blocksOf(pod.container).flatMap(({ port }) => blocksOf(port)).some(({ host_port: port }) => port !== undefined);
  const hasOtherVolume = blocksOf(pod.volume).flatMap((volume) => Object.keys(volume)).some((kind) => !VOLUMES.includes(kind));
  return [
    ...hasOtherVolume ? ['volume'] : [],
    ...Object.keys(annotations ?? {}).some((each) => isSpecial(each) && !(each in (own ?? {}))) ? ['annotations'] : [],
    ...Object.keys(fields).filter((field) => JSON.stringify(now[field]) !== JSON.stringify(rendered[field])),
    ...hasHostPort ? ['host_port'] : [],
    ...probedHosts(pod).length > 0 ? ['host'] : [],
  ];
}

/** Returns the names of all containers of a pod. */
export function containerNames(spec: Attributes): string[] {
  return [...blocksOf(spec.init_container), ...blocksOf(spec.container)].map(({ name }) => String(name));
}
