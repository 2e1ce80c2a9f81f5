/** What is said of a thing whenever it is seen, in Rekognition's words. */
export type VocabularyEntry = {
  readonly name: string;
  readonly parents: readonly string[];
  readonly aliases: readonly string[];
  readonly categories: readonly string[];
};

const animal = 'Animals and Pets';
const clothes = 'Apparel and Accessories';
const computing = 'Technology and Computing';
const dining = 'Kitchen and Dining';
const food = 'Food and Beverage';
const furniture = 'Furniture and Furnishings';
const indoors = 'Home and Indoors';
const sports = 'Sports';
const transport = 'Transport and Logistics';
const vehicle = 'Vehicles and Automotive';

/** The things the embedded detector knows, in the order of its classes, named as Rekognition does. */
export const cocoLabels: readonly VocabularyEntry[] = [
  entry('Person', 'Person Description', [], ['Human']),
  entry('Bicycle', vehicle, ['Transportation', 'Vehicle'], ['Bike']),
  entry('Car', vehicle, ['Transportation', 'Vehicle'], ['Automobile']),
  entry('Motorcycle', vehicle, ['Transportation', 'Vehicle'], ['Motor Bike']),
  entry('Airplane', vehicle, ['Aircraft', 'Transportation', 'Vehicle'], ['Aeroplane']),
  entry('Bus', vehicle, ['Transportation', 'Vehicle']),
  entry('Train', vehicle, ['Railway', 'Transportation', 'Vehicle']),
  entry('Truck', vehicle, ['Transportation', 'Vehicle'], ['Lorry']),
  entry('Boat', vehicle, ['Transportation', 'Vehicle']),
  entry('Traffic Light', transport, ['Light'], ['Stoplight']),
  entry('Fire Hydrant', 'Public Safety', ['Hydrant']),
  entry('Stop Sign', 'Symbols and Flags', ['Road Sign', 'Sign', 'Symbol'], ['Stopsign']),
  entry('Parking Meter', transport),
  entry('Bench', furniture, ['Furniture']),
  entry('Bird', animal, ['Animal']),
  entry('Cat', animal, ['Animal', 'Mammal', 'Pet']),
  entry('Dog', animal, ['Animal', 'Canine', 'Mammal', 'Pet']),
  entry('Horse', animal, ['Animal', 'Mammal']),
  entry('Sheep', animal, ['Animal', 'Livestock', 'Mammal']),
  entry('Cow', animal, ['Animal', 'Cattle', 'Livestock', 'Mammal']),
  entry('Elephant', animal, ['Animal', 'Mammal', 'Wildlife']),
  entry('Bear', animal, ['Animal', 'Mammal', 'Wildlife']),
  entry('Zebra', animal, ['Animal', 'Mammal', 'Wildlife']),
  entry('Giraffe', animal, ['Animal', 'Mammal', 'Wildlife']),
  entry('Backpack', clothes, ['Bag'], ['Rucksack']),
  entry('Umbrella', 'Everyday Objects', ['Canopy']),
  entry('Handbag', clothes, ['Accessories', 'Bag'], ['Purse']),
  entry('Tie', clothes, ['Accessories', 'Formal Wear'], ['Necktie']),
  entry('Suitcase', 'Travel and Adventure', ['Baggage']),
  entry('Frisbee', sports, ['Toy']),
  entry('Skis', sports, ['Nature', 'Outdoors', 'Snow'], ['Ski']),
  entry('Snowboard', sports, ['Nature', 'Outdoors', 'Snow']),
  entry('Ball', sports, ['Sphere'], ['Sports Ball']),
  entry('Kite', 'Toys and Gaming', ['Toy']),
  entry('Baseball Bat', sports, ['Baseball', 'Sport']),
  entry('Baseball Glove', sports, ['Baseball', 'Clothing', 'Glove', 'Sport']),
  entry('Skateboard', sports),
  entry('Surfboard', sports, ['Nature', 'Outdoors', 'Sea', 'Sea Waves', 'Water']),
  entry('Tennis Racket', sports, ['Racket', 'Sport', 'Tennis']),
  entry('Bottle', 'Everyday Objects'),
  entry('Wine Glass', food, ['Alcohol', 'Beverage', 'Glass', 'Liquor', 'Wine']),
  entry('Cup', dining),
  entry('Fork', dining, ['Cutlery']),
  entry('Knife', 'Weapons and Military', ['Blade', 'Weapon']),
  entry('Spoon', dining, ['Cutlery']),
  entry('Bowl', dining),
  entry('Banana', food, ['Food', 'Fruit', 'Plant', 'Produce']),
  entry('Apple', food, ['Food', 'Fruit', 'Plant', 'Produce']),
  entry('Sandwich', food, ['Food']),
  entry('Orange', food, ['Citrus Fruit', 'Food', 'Fruit', 'Plant', 'Produce']),
  entry('Broccoli', food, ['Food', 'Plant', 'Produce', 'Vegetable']),
  entry('Carrot', food, ['Food', 'Plant', 'Produce', 'Vegetable']),
  entry('Hot Dog', food, ['Food']),
  entry('Pizza', food, ['Food']),
  entry('Donut', food, ['Food', 'Sweets'], ['Doughnut']),
  entry('Cake', food, ['Dessert', 'Food']),
  entry('Chair', furniture, ['Furniture']),
  entry('Couch', furniture, ['Furniture'], ['Sofa']),
  entry('Potted Plant', 'Plants and Flowers', ['Plant'], ['Houseplant']),
  entry('Bed', furniture, ['Furniture']),
  entry('Dining Table', furniture, ['Furniture', 'Table']),
  entry('Toilet', indoors, ['Bathroom', 'Indoors', 'Room']),
  entry(
    'TV',
    computing,
    ['Computer Hardware', 'Electronics', 'Hardware', 'Monitor', 'Screen'],
    ['Television'],
  ),
  entry('Laptop', computing, ['Computer', 'Electronics', 'Pc']),
  entry('Mouse', computing, ['Computer Hardware', 'Electronics', 'Hardware'], ['Computer Mouse']),
  entry('Remote Control', computing, ['Electronics']),
  entry(
    'Computer Keyboard',
    computing,
    ['Computer', 'Computer Hardware', 'Electronics', 'Hardware'],
    ['Keyboard'],
  ),
  entry('Mobile Phone', computing, ['Electronics', 'Phone'], ['Cell Phone']),
  entry('Microwave', 'Home Appliances', ['Appliance', 'Device', 'Electrical Device']),
  entry('Oven', 'Home Appliances', ['Appliance', 'Device', 'Electrical Device']),
  entry('Toaster', 'Home Appliances', ['Appliance', 'Device', 'Electrical Device']),
  entry('Sink', indoors),
  entry(
    'Refrigerator',
    'Home Appliances',
    ['Appliance', 'Device', 'Electrical Device'],
    ['Fridge'],
  ),
  entry('Book', 'Education', ['Publication']),
  entry('Clock', 'Everyday Objects'),
  entry('Vase', indoors, ['Jar', 'Pottery']),
  entry('Scissors', 'Tools and Machinery', ['Blade', 'Shears', 'Weapon']),
  entry('Teddy Bear', 'Toys and Gaming', ['Toy']),
  entry(
    'Hair Dryer',
    'Home Appliances',
    ['Appliance', 'Blow Dryer', 'Device', 'Dryer'],
    ['Hair Drier'],
  ),
  entry('Toothbrush', 'Beauty and Personal Care', ['Brush', 'Device', 'Tool']),
];

/** The name of one of the detector's classes, or undefined beyond the 80 it was trained on. */
export function labelOfCocoClass(index: number): VocabularyEntry | undefined {
  return cocoLabels[index];
}

function entry(
  name: string,
  category: string,
  parents: readonly string[] = [],
  aliases: readonly string[] = [],
): VocabularyEntry {
  return { name, parents, aliases, categories: [category] };
}
