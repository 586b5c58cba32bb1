import { Engine } from '../../../engine/engine';
import { PlanContext } from '../../../framework/resource';
import { blockType } from '../../../framework/schema/body-type';
import { equal } from '../../../framework/value/compare';
import { Unknown, Value } from '../../../framework/value/value';
import { schema } from '../fields/schema';

type Body = { readonly [name: string]: Value };

/**
 * Replaces the container if an uploaded file changes, unless `upload_change` says otherwise: the process has read the old file. Also
 * replaces it if a file is removed, since the engine can add a file to a container, but not remove one. Nobody knows the files of an
 * imported container, so they may be the same.
 */
export function replaceForChangedUploads({ planned, isAdopted, requireReplace }: PlanContext<Engine>, prior: Body): void {
  if (!uploadsChange(planned, prior) || isAdopted && hasNoUpload(prior)) return;
  const staysWithFiles = planned.upload_change === 'restart' || planned.upload_change === 'upload';
  if (!staysWithFiles || removesUpload(planned, prior)) requireReplace(['upload']);
}

/** Whether an update restarts the container because of a changed file. */
export function restartsForUploads(planned: Body, prior: Body): boolean {
  return planned.upload_change === 'restart' && uploadsChange(planned, prior);
}

function uploadsChange(planned: Body, prior: Body): boolean {
  return !equal(blockType(schema.blocks.upload), planned.upload ?? null, prior.upload ?? null);
}

function hasNoUpload({ upload }: Body): boolean {
  return !Array.isArray(upload) || upload.length === 0;
}

function removesUpload(planned: Body, prior: Body): boolean {
  const filesOf = (body: Body) => Array.isArray(body.upload) ? body.upload.map((upload: Value) => (upload as Body).file) : [];
  if (planned.upload instanceof Unknown) return false;
  const files = new Set(filesOf(planned));
  return filesOf(prior).some((file) => !files.has(file)) && !files.has(Unknown.PLAIN);
}
