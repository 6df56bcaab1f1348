import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { OpStackError } from '../errors';

/**
 * Lets JSON patches of the objects below a construct change the manifests. cdk8s applies them to the members of the plain
 * types, and what these do not know is lost when they are printed: newer fields, `hostPID`, which is `hostPid` there, and
 * amounts that are text.
 */
export function patchManifests(construct: Construct): void {
  for (const object of construct.node.findAll().filter((each) => ApiObject.isApiObject(each))) patchManifest(object);
}

function patchManifest(object: ApiObject): void {
  const operations: JsonPatch[] = [];
  const [print, hear] = [object.toJson.bind(object), object.addJsonPatch.bind(object)];
  object.addJsonPatch = (...more) => {
    operations.push(...more);
    // Who follows the object hears of it, and has nothing to apply.
    hear();
  };
  object.toJson = () => operations.reduce<unknown>((manifest, operation, index) => applied(object, manifest, operation, index), print());
}

function applied(object: ApiObject, manifest: unknown, operation: JsonPatch, index: number): unknown {
  try {
    return JsonPatch.apply(manifest, operation);
  } catch {
    throw new OpStackError([{
      code: 'INVALID_PATCH',
      path: object.node.path,
      prop: 'addJsonPatch',
      message: `operation ${index + 1} cannot be applied to the ${object.kind}: what its path leads through is not there, or its test fails`,
      hint: 'Add what is missing first, with the names that the manifest has',
    }]);
  }
}
