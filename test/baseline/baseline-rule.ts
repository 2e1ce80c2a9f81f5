import { type Resource, type ResourceTree, resourcesOf } from './resource-tree.ts';

/** One rule of a published scanner, held against what is deployed. */
export type BaselineRule = {
  /** As checkov, trivy (`AWS-…`), cdk-nag (`AwsSolutions-…`) and the tflint rules call it. */
  readonly ids: readonly string[];
  /** What holds, as a sentence for the documentation. */
  readonly what: string;
  /** The resources that break it, by type and name. */
  violations(tree: ResourceTree): readonly string[];
  /** Breaks it, so that a test sees that it can be broken. */
  breakIt(tree: ResourceTree): void;
};

type Each = {
  readonly type: string;
  readonly test: (resource: Resource, tree: ResourceTree, name: string) => boolean;
  readonly spoil: (resource: Resource) => void;
};

/** Every resource of a type passes. */
export function each(ids: string, what: string, { type, test, spoil }: Each): BaselineRule {
  return {
    ...{ ids: ids.split(' '), what },
    violations: (tree) =>
      resourcesOf(tree, type)
        .filter(([name, resource]) => !test(resource, tree, name))
        .map(([name]) => `${type}.${name}`),
    breakIt: (tree) => {
      for (const [, resource] of resourcesOf(tree, type)) spoil(resource);
    },
  };
}

type Companion = {
  readonly of: string;
  readonly type: string;
  /** The companion's attribute that names the resource. */
  readonly by: string;
  readonly test?: (companion: Resource) => boolean;
};

/** Every resource of a type has a companion that passes. */
export function accompanied(ids: string, what: string, options: Companion): BaselineRule {
  const { of, type, by, test = () => true } = options;
  return {
    ...{ ids: ids.split(' '), what },
    violations: (tree) =>
      resourcesOf(tree, of)
        .filter(
          ([name]) =>
            !resourcesOf(tree, type).some(
              ([, one]) => String(one[by]).startsWith(`\${aws_${of}.${name}.`) && test(one),
            ),
        )
        .map(([name]) => `${of}.${name}`),
    breakIt: (tree) => {
      delete tree[`aws_${type}`];
    },
  };
}

/** Nothing of a type is there. */
export function absent(ids: string, what: string, type: string): BaselineRule {
  return {
    ...{ ids: ids.split(' '), what },
    violations: (tree) => resourcesOf(tree, type).map(([name]) => `${type}.${name}`),
    breakIt: (tree) => {
      tree[`aws_${type}`] = { one: {} };
    },
  };
}
