import * as Build from './build';
import { buildBlock } from './build-block';
import { planHash } from './source-hash';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { PlanContext } from '../../framework/resource';
import { toModel } from '../../framework/schema/body-values';
import { isBody, knownBlocks } from '../../framework/schema/walk';
import { isWhollyKnown } from '../../framework/value/compare';
import { Unknown, Value } from '../../framework/value/value';
import { rulesOf } from '../../virtual-host/judge';

/** The attributes of a `build` block that the engine's own builder does not support, with the values that ask for nothing else. */
const BUILDKIT_ONLY: { readonly [name: string]: readonly string[] } = {
  // "default" is the engine's own builder.
  builder: ['default'],
  session_id: [],
  additional_contexts: [],
  cache_to: [],
  provenance: ['false'],
  sbom: ['false'],
};

/** Refuses attributes that the engine's own builder does not support, or that contradict `build`. */
export function validateBuild(config: { readonly [name: string]: Value }): void {
  const [build] = knownBlocks(config.build);
  if (build === undefined) return;
  if (Array.isArray(config.pull_triggers) && config.pull_triggers.length > 0) {
    throw new DiagnosticError({
      summary: '`pull_triggers` can\'t be used with `build`',
      detail: 'An image is either built or pulled. Remove one of the two. '
        + '`triggers` rebuilds an image when a value changes, and `pull_parent` pulls its base images.',
      path: ['pull_triggers'],
    });
  }
  const unsupported = [
    ...Object.entries(BUILDKIT_ONLY).flatMap(([name, harmless]) => {
      const value = build[name];
      return isSet(value) && !harmless.includes(value as string) ? [`\`${name}\``] : [];
    }),
    ...(knownBlocks(build.secrets).length > 0 ? ['`secrets`'] : []),
    ...(build.version === '2' ? ['`version` "2"'] : []),
  ];
  if (unsupported.length === 0) return;
  throw new DiagnosticError({
    summary: `${unsupported.join(', ')} of \`build\` ${unsupported.length === 1 ? 'needs' : 'need'} BuildKit`,
    detail: 'Images are built with the engine\'s own builder, which does not support this. '
      + 'Remove it, or build the image with `docker buildx build` and pull it, or load it with `docker_image_import`. '
      + 'Without BuildKit, `provenance` and `sbom` can be "false", and `builder` can be "default".',
    path: ['build'],
  });
}

function isSet(value: Value | undefined): boolean {
  return typeof value === 'string' && value !== '' || Array.isArray(value) && value.length > 0;
}

/** Plans the hash of the build context. Another hash replaces the image. */
export async function planBuild(plan: PlanContext<unknown>): Promise<void> {
  const { prior, planned } = plan;
  const { build: blocks } = planned;
  const build = Array.isArray(blocks) ? blocks.find(isBody) : undefined;
  if (build === undefined) {
    planned.build_hash = blocks instanceof Unknown ? Unknown.PLAIN : null;
    return;
  }
  // A state that another provider wrote has no hash to compare with. The next refresh adds it.
  if (prior !== null && (prior.build_hash ?? null) === null) return;
  const { context, dockerfile = null, remote_context: remote = null } = build;
  if (typeof context !== 'string' || dockerfile instanceof Unknown || remote instanceof Unknown) {
    planned.build_hash = Unknown.PLAIN;
    return;
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { hashBuild, isEarlierHash, missingContext } = require('./build') as typeof Build;
  const source = { context, dockerfile: dockerfile as string | null, remote_context: remote as string | null };
  const hash = await hashBuild(source);
  const recorded = prior?.build_hash ?? null;
  const isUnchanged = typeof hash === 'string' && recorded !== null && hash !== recorded && await isEarlierHash(source, recorded);
  planHash(plan, 'build_hash', isUnchanged ? recorded : hash, () => missingContext(context));
}

/** Refuses what the files of a build show to break a rule of its virtual container host, as far as the rest is known. */
export function judgeFiles({ build: blocks, name, virtual_host: text }: { readonly [name: string]: Value }): void {
  const [build] = knownBlocks(blocks);
  const rules = rulesOf({ virtual_host: text });
  if (rules === undefined || build === undefined || !isWhollyKnown(build)) return;
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { requireAllowedFiles } = require('./build') as typeof Build;
  requireAllowedFiles(typeof name === 'string' ? `Image "${name}"` : 'The image', toModel(buildBlock, build) as Build.Build, rules);
}
