//! Random values of every type.

use arc_dsl::{
    Cell, Color, Direction, Grid, IntoValue, MAX_INT, Matrix, Point, Segmentation, Size, Transform, Type, Value,
};

use super::{Choices, split_mix};

impl Choices {
    /// Mostly small, sometimes negative, rarely as large as numbers get.
    pub fn int(&mut self) -> i32 {
        match self.below(8) {
            7 => self.pick(&[128, -128, 1000, -1000, MAX_INT, -MAX_INT]),
            6 => -(self.below(9) as i32),
            3..6 => self.below(9) as i32,
            _ => self.below(4) as i32,
        }
    }

    /// Mostly one of the first few, so that what is asked for is often there.
    fn color(&mut self) -> Color {
        if self.once_in(3) { self.pick(&Color::ALL) } else { self.pick(&Color::ALL[..4]) }
    }

    fn point(&mut self) -> Point {
        Point::new(self.int(), self.int())
    }

    fn side(&mut self) -> usize {
        match self.below(40) {
            39 => 128,
            32.. => 1,
            _ => 1 + self.below(11),
        }
    }

    /// Sides of a matrix: mostly up to 11, one cell thin now and then, rarely the longest possible.
    pub fn sides(&mut self) -> (usize, usize) {
        (self.side(), self.side())
    }

    fn offset(&mut self) -> Point {
        if self.once_in(4) { self.point() } else { Point::default() }
    }

    /// Cells that are drawn from one number of the tape, as large ones would empty it.
    fn matrix<T: Cell>(&mut self, (height, width): (usize, usize), cell: impl Fn(&mut Choices) -> T) -> Matrix<T> {
        let mut seed = self.below(1 << 20) as u64;
        let mut cells = Choices::from_seed(split_mix(&mut seed));
        let offset = self.offset();
        Matrix::from_fn(height, width, |_, _| cell(&mut cells)).expect("the sides are valid").with_offset(offset)
    }

    /// Rectangles and frames on a background, a tiling, a symmetric picture, or noise.
    pub fn grid(&mut self, sides: (usize, usize)) -> Grid {
        let palette = [Color::Black, self.color(), self.color()];
        match self.below(8) {
            7 => {
                let (high, wide) = (1 + self.below(4), 1 + self.below(4));
                let tile = self.matrix((high, wide), |choices| choices.pick(&palette));
                tile_over(&tile, sides)
            }
            6 => {
                let half = self.matrix((sides.0.div_ceil(2), sides.1), |choices| choices.pick(&palette));
                let fold = |row: usize| row.min(sides.0 - 1 - row);
                Matrix::from_fn(sides.0, sides.1, |row, col| half[(fold(row), col)]).expect("the sides are valid")
            }
            3..6 => self.matrix(sides, |choices| choices.pick(&palette)),
            _ => self.rectangles(sides, palette[0]),
        }
    }

    fn rectangles(&mut self, sides: (usize, usize), background: Color) -> Grid {
        let mut grid = Grid::filled(sides.0, sides.1, background).expect("the sides are valid");
        for _ in 0..self.below(6) {
            let (top, left, color) = (self.below(sides.0), self.below(sides.1), self.color());
            let (bottom, right) = ((top + self.below(6)).min(sides.0 - 1), (left + self.below(6)).min(sides.1 - 1));
            let is_hollow = self.once_in(2);
            for (row, col) in (top..=bottom).flat_map(|row| (left..=right).map(move |col| (row, col))) {
                if !is_hollow || row == top || row == bottom || col == left || col == right {
                    grid[(row, col)] = color;
                }
            }
        }
        let offset = self.offset();
        grid.with_offset(offset)
    }

    /// The objects of a random grid, moved far away now and then.
    pub fn objects(&mut self) -> Vec<Value> {
        let segmentation = self.pick(&Segmentation::ALL);
        let sides = self.sides();
        let grid = self.grid(sides);
        let far = if self.once_in(6) { self.point() } else { Point::default() };
        let objects = segmentation.objects(&grid).into_iter().take(40);
        objects.map(|object| object.moved(far).into_value()).filter(Value::is_bounded).collect()
    }

    /// An object of a random grid.
    pub fn object(&mut self) -> Value {
        self.objects().into_iter().next_back().unwrap_or_else(|| {
            let dot = Grid::filled(1, 1, Color::Red).expect("the sides are valid");
            Segmentation::ALL[0].objects(&dot).remove(0).into_value()
        })
    }

    /// A value of a type that has values; matrices get the given sides.
    pub fn value(&mut self, ty: &Type, sides: (usize, usize)) -> Value {
        match ty {
            Type::Bool => Value::Bool(self.once_in(2)),
            Type::Int => Value::Int(self.int()),
            Type::Color => Value::Color(self.color()),
            Type::Point => Value::Point(self.point()),
            Type::Size => Value::Size(Size::new(self.int(), self.int())),
            Type::Direction => Value::Direction(self.pick(&Direction::ALL)),
            Type::Transform => Value::Transform(self.pick(&Transform::ALL)),
            Type::Segmentation => Value::Segmentation(self.pick(&Segmentation::ALL)),
            Type::Grid => self.grid(sides).into_value(),
            Type::Mask => self.matrix(sides, |choices| choices.once_in(3)).into_value(),
            Type::Plane => self.matrix(sides, Choices::int).into_value(),
            Type::Object => self.object(),
            Type::List(element) if **element == Type::Object => Value::List(self.objects().into()),
            Type::List(element) => {
                let length = self.below(6);
                Value::List((0..length).map(|_| self.value(element, sides)).collect())
            }
            Type::Function(..) | Type::Variable(_) => unreachable!("only concrete types of values are asked for"),
        }
    }
}

fn tile_over(tile: &Grid, (height, width): (usize, usize)) -> Grid {
    let cell = |row: usize, col: usize| tile[(row % tile.height(), col % tile.width())];
    Matrix::from_fn(height, width, cell).expect("the sides are valid")
}
