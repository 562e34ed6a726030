// The seven stages, as far as screens have words for them.

import { count } from "../core/format.js";

/** `items` and `made`: one and several; `did` and `gave`: the figures of a stage's result. */
export const STAGES = [
  { number: 1, from: "Keywords", to: "Clusters", items: ["keyword", "keywords"], made: ["cluster", "clusters"], did: "keywords_processed", gave: "clusters_created", task: "auto_cluster", batch: [20, 20], model: "text" },
  { number: 2, from: "Clusters", to: "Ideas", items: ["cluster", "clusters"], made: ["idea", "ideas"], did: "clusters_processed", gave: "ideas_created", task: "generate_ideas", batch: [1, 5], model: "text" },
  { number: 3, from: "Ideas", to: "Tasks", items: ["idea", "ideas"], made: ["task", "tasks"], did: "ideas_processed", gave: "tasks_created", task: "bulk_queue_to_writer", batch: [20, 100], model: null },
  { number: 4, from: "Tasks", to: "Content", items: ["task", "tasks"], made: ["article", "articles"], did: "tasks_processed", gave: "content_created", task: "generate_content", batch: [1, 1], model: "text" },
  { number: 5, from: "Content", to: "Image prompts", items: ["article", "articles"], made: ["prompt", "prompts"], did: "content_processed", gave: "prompts_created", task: "generate_image_prompts", batch: [1, 1], model: "text" },
  { number: 6, from: "Image prompts", to: "Images", items: ["image", "images"], made: ["image", "images"], did: "images_processed", gave: "images_generated", task: "generate_images", batch: [1, 1], model: "image" },
  { number: 7, from: "Content", to: "Review", items: ["article", "articles"], made: ["article", "articles"], did: "ready_for_review", gave: "ready_for_review", task: null, batch: null, model: null },
];

export const stageName = (number) => {
  const stage = STAGES[number - 1];
  return stage ? `${stage.from} → ${stage.to}` : `Stage ${number}`;
};

export const items = (stage, value) => count(value, ...stage.items);
export const made = (stage, value) => count(value, ...stage.made);

/** The phases of a batch, as workers name them and as people read them. */
export const PHASES = [["INIT", "Init"], ["PREP", "Prepare"], ["AI_CALL", "AI call"], ["PARSE", "Parse"], ["SAVE", "Save"], ["DONE", "Done"]];

/** `47 keywords → 8 clusters`, of a stage that has ended. */
export function outcome(stage, result) {
  if (!result) return "";
  if (stage.number === 7) return `${items(stage, result.ready_for_review ?? 0)} ready for review`;
  const words = result.total_words ? `, ${count(result.total_words, "word")}` : "";
  const moved = result.content_moved_to_review ? `, ${count(result.content_moved_to_review, "article")} complete` : "";
  return `${items(stage, result[stage.did] ?? 0)} → ${made(stage, result[stage.gave] ?? 0)}${words}${moved}`;
}
