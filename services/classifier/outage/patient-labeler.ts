import type { Label } from '../../../contracts/label.ts';
import {
  LabelerUnavailableError,
  type LabelOptions,
  UnreadableImageError,
} from '../../../runtime/labeler.ts';
import type { Deps } from '../../../runtime/ports.ts';
import type { ImageReference } from '../../../runtime/read-image.ts';
import { labelBudget } from './label-budget.ts';
import { labelerCircuit, type Wait } from './labeler-circuit.ts';

type PictureToLabel = ImageReference & { readonly imageId: string };

/** Nothing is known of a picture; it was no fault of its own, or so it seems. */
export type Unanswered = Wait & {
  readonly outcome: 'unanswered';
  /** The labeler was asked about this picture. */
  readonly wasAsked: boolean;
  /** It had answered for others just before. */
  readonly isFirst: boolean;
  readonly cause?: unknown;
};

type Labelled =
  | { readonly outcome: 'labelled'; readonly labels: readonly Label[] }
  | { readonly outcome: 'unreadable'; readonly message: string }
  | Unanswered;

export type PatientLabeler = {
  label(image: PictureToLabel, options: LabelOptions): Promise<Labelled>;
  /** Why no picture is labelled now, as far as that is known without asking anybody. */
  waiting(): Wait | undefined;
  /** One more picture waits. */
  held(): Promise<void>;
};

/**
 * The labeler as one that may be away: within the owner's budget, asked seldom while it does not answer,
 * and people are told of it. Fails only with what is to be tried again for this picture alone.
 */
export function patientLabeler(deps: Deps<'blobs' | 'events' | 'labeler'>): PatientLabeler {
  const { labeler, settings } = deps;
  // Somebody waits for the end of a day that is over: what fails is tried again at once, and given up.
  const isReplay = settings.notifications.clock === 'capture';
  const circuit = labelerCircuit(deps);
  const budget = labelBudget(deps);
  const { waiting, held } = circuit;
  return { label, waiting, held };

  async function label(image: PictureToLabel, options: LabelOptions): Promise<Labelled> {
    if (isReplay) return orThrow(await ask(image, options));
    const wait = await circuit.enter();
    if (wait !== undefined) {
      return { outcome: 'unanswered', wasAsked: false, isFirst: false, ...wait };
    }
    if (!(await budget.take())) {
      const spent = await circuit.failed(image.imageId, 'budget');
      return { outcome: 'unanswered', wasAsked: false, ...spent };
    }
    const answer = await ask(image, options);
    if (!(answer instanceof LabelerUnavailableError)) {
      await circuit.answered();
      return answer;
    }
    budget.giveBack();
    const failed = await circuit.failed(image.imageId, answer.reason);
    return { outcome: 'unanswered', wasAsked: true, ...failed, cause: answer };
  }

  function orThrow(answer: Awaited<ReturnType<typeof ask>>): Labelled {
    if (answer instanceof LabelerUnavailableError) throw answer;
    return answer;
  }

  async function ask(image: PictureToLabel, options: LabelOptions) {
    try {
      const labels = await labeler.label(image, options);
      return { outcome: 'labelled', labels } as const;
    } catch (error) {
      if (error instanceof LabelerUnavailableError) return error;
      if (!(error instanceof UnreadableImageError)) throw error;
      return { outcome: 'unreadable', message: error.message } as const;
    }
  }
}
